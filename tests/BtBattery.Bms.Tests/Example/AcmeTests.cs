using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;
using BtBattery.Bms.Tests.Conversations;

namespace BtBattery.Bms.Tests.Example;

/// <summary>The worked example of docs/adding-a-bms.md does what it says, and the page shows it as it is.</summary>
public class AcmeTests
{
    [Fact]
    public void The_example_reads_its_battery()
    {
        var line = new Line(AcmeConversation.TheFamily.Start(new BmsOptions()));
        Assert.Equal("AC01AD", line.StartRound());
        Assert.Equal(ReplyOutcome.Incomplete, line.Receive("00CA0109FFEC").Outcome);
        BatterySnapshot readings = line.Read(Convert.FromHexString("030CE4FFFF0CE6A2"));
        Assert.Equal(2.0, readings.Current!.Value.Value);
        Assert.Equal([3.3, null, 3.302], readings.CellVoltages!.Value.Value);
        Assert.Equal(1, line.Conversation.Counters[BadFrame.Noise]);
    }

    [Fact]
    public void The_page_shows_the_file_that_is_tested()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BtBattery.sln")))
            folder = Path.GetDirectoryName(folder)!;
        string code = File.ReadAllText(Path.Combine(folder, "tests", "BtBattery.Bms.Tests", "Example", "AcmeConversation.cs"));
        string page = File.ReadAllText(Path.Combine(folder, "docs", "adding-a-bms.md"));
        Assert.Contains($"```csharp\n{code}```", page);
    }
}
