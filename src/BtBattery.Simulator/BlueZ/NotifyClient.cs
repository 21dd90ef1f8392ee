namespace BtBattery.Simulator.BlueZ;

/// <summary>One bus client that asked for the notifications of one characteristic.</summary>
/// <param name="name">Its unique bus name.</param>
internal sealed class NotifyClient(string name)
{
    public string Name { get; } = name;

    /// <summary>True once the subscription is in force on the present link. It stays registered over a lost link.</summary>
    public bool IsActive { get; set; }
}
