namespace BtBattery.Simulator.BlueZ;

/// <summary>A client's object that answers pairing questions.</summary>
/// <param name="Client">Unique bus name of the client.</param>
/// <param name="Path">Its object.</param>
/// <param name="Capability">What its user can do.</param>
internal sealed record Agent(string Client, string Path, string Capability)
{
    /// <summary>True if its user can type digits; an empty capability means KeyboardDisplay.</summary>
    public bool CanEnterDigits => Capability is "" or "KeyboardOnly" or "KeyboardDisplay";
}
