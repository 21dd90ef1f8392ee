namespace BtBattery.Aggregation.Wiring;

/// <summary>By what a battery is called in a wiring.</summary>
/// <param name="Address">Its Bluetooth address, as it is printed.</param>
/// <param name="Name">The owner's name for it; null if there is none.</param>
public readonly record struct MemberName(string Address, string? Name)
{
    /// <summary>Both, for people.</summary>
    public override string ToString() => Name is null ? Address : $"{Address} ({Name})";
}
