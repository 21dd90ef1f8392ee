namespace BtBattery.Bms.Recognition;

/// <summary>What is known of a device before it is asked. All of it only orders the attempts.</summary>
/// <param name="Name">The advertised name; null if there is none.</param>
/// <param name="Address">The address, such as <c>A5:C2:37:00:11:22</c>; null if it is not known.</param>
/// <param name="ManufacturerIds">Manufacturer ids of the advertisement.</param>
/// <param name="RememberedFamilyId">The family that answered last time; null if none has.</param>
public sealed record DeviceHints(
    string? Name = null, string? Address = null, IReadOnlyList<ushort>? ManufacturerIds = null, string? RememberedFamilyId = null);
