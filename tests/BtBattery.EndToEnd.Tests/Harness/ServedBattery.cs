namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>One scene with complete data, shared by tests that only look.</summary>
public sealed class ServedBattery : IAsyncLifetime
{
    internal Scene Scene { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Scene = await Scene.StartAsync();
        await using BusClient client = await Scene.ConnectClientAsync();
        await client.WaitUntilAsync(seen => seen["/HardwareVersion"] is not null, "the hardware name");
    }

    public async Task DisposeAsync() => await Scene.DisposeAsync();
}
