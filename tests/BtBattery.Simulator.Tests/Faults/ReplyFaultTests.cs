using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.Faults;

/// <summary>Answers that are late, damaged, doubled or somebody else's.</summary>
public sealed class ReplyFaultTests
{
    private const string Cells = "DD0400080CDE0CDF0CDF0CE0FC4C77";
    private static readonly byte[] AskCells = Convert.FromHexString("DDA50400FFFC77");

    [Fact]
    public async Task Answers_come_late_when_told_to()
    {
        await using var simulation = await RunningSimulation.StartAsync(speed: 5);
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Do("fault One delay=5");
        TimeSpan start = simulation.Now;

        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        Assert.Equal(Cells, Convert.ToHexString((await client.FrameAsync()).Frame));

        Assert.InRange((simulation.Now - start).TotalSeconds, 5, 60);
    }

    [Fact]
    public async Task A_lost_link_takes_late_answers_with_it()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Do("fault One delay=5");
        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        simulation.Do("drop One");
        await client.NextAsync("Connected=false");
        Assert.Equal("ok", await client.TryAsync(RunningSimulation.Device, "Connect"));
        await client.NextAsync("ServicesResolved=true");
        await simulation.PassAsync(TimeSpan.FromSeconds(10));
        await client.ObjectsAsync();

        Assert.DoesNotContain(client.Pending(), signal => signal.Contains("Value=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("corrupt=2")]
    [InlineData("truncate=2")]
    [InlineData("lose=2")]
    public async Task Every_second_answer_is_bad(string fault)
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Do($"fault One {fault}");

        string[] answers = new string[4];
        for (int i = 0; i < answers.Length; i++)
        {
            client.Pending();
            await client.TryWriteAsync(RunningSimulation.Write, AskCells);
            await simulation.PassAsync(TimeSpan.FromSeconds(1));
            await client.ObjectsAsync();
            answers[i] = string.Concat(client.Pending()
                .Select(signal => signal[(signal.IndexOf("Value=", StringComparison.Ordinal) + 6)..]));
        }

        Assert.Equal([Cells, Cells], [answers[0], answers[2]]);
        Assert.NotEqual(Cells, answers[1]);
        Assert.NotEqual(Cells, answers[3]);
    }

    [Fact]
    public void A_corrupted_answer_differs_in_one_bit_and_leaves_the_right_one_alone()
    {
        BmsReply right = new([[1, 2, 3], [4]]);
        var chance = new Random(7);

        for (int i = 0; i < 50; i++)
        {
            BmsReply sent = Assert.Single(
                ReplyFaults.Apply(right, 3, new BtBattery.Simulator.Radio.Faults { CorruptEvery = 3 }, () => null, chance));
            int differing = sent.Pieces.SelectMany(piece => piece).Zip([1, 2, 3, 4]).Sum(pair => int.PopCount(pair.First ^ pair.Second));
            Assert.Equal(1, differing);
        }
        Assert.Equal([[1, 2, 3], [4]], right.Pieces);
    }

    [Fact]
    public void Answers_are_doubled_preceded_and_cut_when_it_is_their_turn()
    {
        BmsReply right = new([[1, 2, 3], [4, 5, 6]]);
        BmsReply foreign = new([[9]]);
        List<List<byte>> Sent(int number, BtBattery.Simulator.Radio.Faults faults) =>
            [.. ReplyFaults.Apply(right, number, faults, () => foreign, new Random(1))
                .Select(reply => reply.Pieces.SelectMany(piece => piece).ToList())];

        Assert.Equal([[1, 2, 3, 4, 5, 6]], Sent(1, new() { DuplicateEvery = 2, ForeignEvery = 2, TruncateEvery = 2 }));
        Assert.Equal([[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]], Sent(2, new() { DuplicateEvery = 2 }));
        Assert.Equal([[9], [1, 2, 3, 4, 5, 6]], Sent(2, new() { ForeignEvery = 2 }));
        Assert.Equal([[1, 2, 3]], Sent(2, new() { TruncateEvery = 2 }));
        Assert.Equal([[0xDD], [1, 2, 3, 4, 5, 6]], Sent(1, new() { Noise = [0xDD] }));
    }

    [Fact]
    public async Task Two_batteries_can_answer_with_each_others_data()
    {
        await using var simulation = await RunningSimulation.StartAsync(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "scenarios", "two-batteries.json")));
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        simulation.Do("swap 1 2");
        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        Assert.StartsWith("DD0400080D0B0D18", Convert.ToHexString((await client.FrameAsync()).Frame), StringComparison.Ordinal);

        simulation.Do("restore all");
        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        Assert.StartsWith("DD0400080D0D0D0F", Convert.ToHexString((await client.FrameAsync()).Frame), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unasked_notifications_and_the_history_of_writes()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();

        simulation.Do("notify One 00");
        Assert.EndsWith("Value=00", await client.NextAsync("Value="), StringComparison.Ordinal);
        await client.TryWriteAsync(RunningSimulation.Write, AskCells);
        await client.FrameAsync();

        Assert.Equal("dda50400fffc77", simulation.Do("history One clear"));
        Assert.Equal("", simulation.Do("history One"));
    }

    [Theory]
    [InlineData("fault One explode", "there is no fault explode; there are silent")]
    [InlineData("fault One delay", "delay needs a value: delay=SECONDS")]
    [InlineData("fault One delay=soon", "soon is not a number of seconds")]
    [InlineData("fault One corrupt=often", "often is not a number")]
    [InlineData("fault One silent=maybe", "maybe is neither on nor off")]
    [InlineData("fault One noise=xyz", "xyz is not hexadecimal")]
    [InlineData("fault One connect-error=No.Such", "No.Such is not the name of a BlueZ error")]
    [InlineData("fault One", "no fault given")]
    [InlineData("phantom One forever", "forever is not stuck")]
    [InlineData("swap One", "a second battery is needed")]
    [InlineData("adapter explode", "on, off, unplug, plug, plug hciN")]
    [InlineData("adapter plug eth0", "eth0 is not hci0 to hci15")]
    [InlineData("foreign-scan", "on or off is needed")]
    [InlineData("disconnect-all hourly", "nothing, every=SECONDS or off is needed")]
    [InlineData("daemon explode", "hang, ignore, resume, stop, quit or start is needed")]
    public async Task A_wrong_fault_is_refused(string command, string expected)
    {
        await using var simulation = await RunningSimulation.StartAsync();

        Assert.StartsWith("error " + expected, simulation.Simulation.Execute(command), StringComparison.Ordinal);
    }
}
