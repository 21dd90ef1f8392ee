namespace BtBattery.DBus.Tests.Support;

/// <summary>Tests that measure something all tests share, such as the pool of buffers: they run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
