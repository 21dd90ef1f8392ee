namespace BtBattery.Screens.Tests.Tours;

/// <summary>Those of the plugin for gui-v2.</summary>
[Trait("gui", "v2")]
public sealed class V2LiveTours() : LiveTours("v2");
