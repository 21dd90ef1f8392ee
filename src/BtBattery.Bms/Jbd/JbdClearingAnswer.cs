namespace BtBattery.Bms.Jbd;

/// <summary>What a board said to <see cref="JbdPasswordClearing.Request"/>.</summary>
/// <param name="Result">The answer.</param>
/// <param name="Status">The status byte of a refusal; null otherwise.</param>
public readonly record struct JbdClearingAnswer(JbdClearingResult Result, byte? Status)
{
    /// <summary>True if nothing that may still arrive would change it: no need to wait for the deadline.</summary>
    public bool IsFinal => Result is JbdClearingResult.Accepted or JbdClearingResult.Refused or JbdClearingResult.PairingNeeded;
}
