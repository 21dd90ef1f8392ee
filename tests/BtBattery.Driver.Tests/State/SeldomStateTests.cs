using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Charging;
using BtBattery.Driver.Run;
using BtBattery.Driver.State;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Tests.State;

/// <summary>What is written seldom is on flash, and is not lost because the file in memory lacks it.</summary>
public sealed class SeldomStateTests : IDisposable
{
    private const string Address = "A4:C1:38:00:00:01";

    private readonly StoreStory _story = new();
    private readonly StatePlaces _places;

    public SeldomStateTests() => _places = new(_story.Kept, _story.Volatile);

    [Theory]
    [InlineData("\"cell_history\":", "\"of_another_version\":", 0)]
    [InlineData("\"minutes_behind\":", "\"minutes_behind\":\"x\",\"old\":", 1)]
    [InlineData($"\"{Address}\":", "\"somebody\":", 0)]
    public void What_the_file_in_memory_lacks_or_has_in_another_form_is_taken_from_flash(string text, string damage, int told)
    {
        Keep();
        string path = _places.Volatile!;
        string good = File.ReadAllText(path);
        Assert.Contains(text, good, StringComparison.Ordinal);
        File.WriteAllText(path, good.Replace(text, damage, StringComparison.Ordinal));

        BankStore store = Store();
        BankMemory known = store.Load();
        Assert.Equal(21, Assert.Single(known.Members[0].Monitor.History.Rest).Spread);
        Assert.Equal(told, _story.Log.Lines.Count);

        // And it is not overwritten by less.
        store.Take(known);
        _story.Stop(store);
        File.Delete(path);
        Assert.Single(Store().Load().Members[0].Monitor.History.Rest);
    }

    [Fact]
    public void What_the_file_in_memory_has_is_newer()
    {
        Keep();
        string path = _places.Volatile!;
        File.WriteAllText(path, File.ReadAllText(path).Replace("[20000,21,", "[20000,22,", StringComparison.Ordinal));
        Assert.Equal(22, Assert.Single(Store().Load().Members[0].Monitor.History.Rest).Spread);
    }

    public void Dispose() => _story.Dispose();

    private void Keep()
    {
        BankStore store = Store();
        store.Load();
        CellHistory history = new() { Cells = 4, Rest = [new(20000, 21, 1, -10, 4, 11)], MinuteAt = new MonotonicClock(_story.World.Time).Now };
        store.Take(new() { Members = [new() { Cells = 4, Monitor = new() { History = history } }] });
        _story.Stop(store);
    }

    private BankStore Store() => new("bank", Address, [Address], _places, _story.Machine, new(_story.World.Time), new Logger<BankStore>(_story.Log));
}
