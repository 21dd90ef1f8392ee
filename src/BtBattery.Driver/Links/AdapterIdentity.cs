namespace BtBattery.Driver.Links;

/// <summary>A Bluetooth adapter of this machine.</summary>
/// <param name="Name">Its present name, <c>hci0</c>; another one may bear it after the next start.</param>
/// <param name="Address">Its address, upper case with colons, which stays; empty if BlueZ does not tell.</param>
public sealed record AdapterIdentity(string Name, string Address)
{
    /// <summary>Both, for people: <c>hci0 (B8:27:EB:00:00:01)</c>.</summary>
    public override string ToString() => Address.Length > 0 ? $"{Name} ({Address})" : Name;
}
