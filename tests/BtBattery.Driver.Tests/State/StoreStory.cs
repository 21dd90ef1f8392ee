using BtBattery.Driver.State;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.State;

/// <summary>A machine with a folder, in which what a bank remembers is kept; time passes by being told.</summary>
internal sealed class StoreStory : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("btbattery-state-").FullName;

    public VirtualWorld World { get; } = new();

    public FakeMachine Machine { get; } = new();

    public LogLines Log { get; } = new();

    /// <summary>The file on flash.</summary>
    public string Kept => Path.Combine(Folder, StatePlaces.FileName);

    /// <summary>The file in memory, where there is one.</summary>
    public string Volatile => Path.Combine(Folder, "volatile.json");

    /// <summary>The process that has this store ends.</summary>
    public void Stop(BankStore store)
    {
        Task closing = store.CloseAsync();
        World.RunReady();
        Assert.True(closing.IsCompletedSuccessfully);
    }

    public void Pass(TimeSpan time)
    {
        Machine.Advance(time);
        World.Advance(time);
    }

    public void Dispose()
    {
        World.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
