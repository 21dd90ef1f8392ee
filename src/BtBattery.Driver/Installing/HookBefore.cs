namespace BtBattery.Driver.Installing;

/// <summary>What a start hook was like before our lines came.</summary>
/// <param name="IsThere">False if there was no such file.</param>
/// <param name="Mode">Its permissions, as a number; null if there was no such file.</param>
internal sealed record HookBefore(bool IsThere, int? Mode);
