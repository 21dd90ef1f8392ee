namespace BtBattery.Driver.Installing.Banks;

/// <summary>The settings of one device that go over to another, which takes its place.</summary>
/// <param name="From">What the former is called in the settings.</param>
/// <param name="To">What the latter is.</param>
/// <param name="Instance">The number that VRM, MQTT and Modbus know it by; null if it has none.</param>
/// <param name="Wish">The number that was wished for when it got that, which a file keeps; null for nothing.</param>
/// <param name="FormerWins">True if a name or a setting that both have is that of the former, since this one stands in its place; false if the latter keeps its own.</param>
internal sealed record DeviceMove(string From, string To, int? Instance, int? Wish, bool FormerWins = false);
