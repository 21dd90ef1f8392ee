namespace BtBattery.Screens.Tests.Tours;

/// <summary>Those of gui-v1.</summary>
[Trait("gui", "v1")]
public sealed class V1LiveTours() : LiveTours("v1");
