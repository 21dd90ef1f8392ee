using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Conversations;

/// <summary>The switching of FETs on one connection: one wish at a time, from the write to the state read back.</summary>
/// <param name="control">How the family does it; null if it cannot.</param>
internal sealed class FetSwitching(FetControl? control)
{
    /// <summary>
    /// The state follows within one poll (docs/bms/jbd.md), so the reading right after the write may still be the old
    /// one. The next one counts.
    /// </summary>
    private const int ReadingsAllowed = 2;

    private (bool Charge, bool Discharge)? _fets;
    private bool _isReadThisRound;
    private int _writes;
    private bool _isAcknowledged;
    private int _readings;
    private bool _isReadBackDue;

    /// <summary>The last wish that was accepted; null if there was none.</summary>
    public SwitchOutcome? Outcome { get; private set; }

    private bool IsPending => Outcome?.State == SwitchState.Pending;

    public SwitchAnswer Request(FetSwitch fet, bool on)
    {
        if (control is null)
            return SwitchAnswer.NotSupported;
        if (IsPending)
            return SwitchAnswer.Busy;
        // Also for families whose write does not need it: nothing is written to a board that has not answered.
        if (_fets is null)
            return SwitchAnswer.StateUnknown;

        Outcome = new SwitchOutcome(fet, on, SwitchState.Pending);
        (_writes, _readings, _isAcknowledged, _isReadBackDue) = (0, 0, false, false);
        return SwitchAnswer.Accepted;
    }

    public void StartRound() => _isReadThisRound = false;

    /// <summary>The write to send now; null if there is none, or its time has not come.</summary>
    public BmsRequest? NextWrite()
    {
        if (!IsPending || _isAcknowledged || _fets is not { } fets || (control!.WritesBoth && !_isReadThisRound))
            return null;

        SwitchOutcome wish = Outcome!;
        (bool isOtherOn, FetSwitch other) = wish.Fet == FetSwitch.Charge
            ? (fets.Discharge, FetSwitch.Discharge)
            : (fets.Charge, FetSwitch.Charge);
        _writes++;
        Outcome = wish with { IsWritten = true, AlsoHeldOff = control.WritesBoth && !isOtherOn ? other : null };
        return control.Write(wish.Fet, wish.On, isOtherOn);
    }

    /// <summary>
    /// The question to ask right after a write; null if there is none, or if <paramref name="underWay"/> is the same one.
    /// </summary>
    public BmsRequest? TakeReadBack(BmsQuery? underWay)
    {
        bool isDue = _isReadBackDue;
        _isReadBackDue = false;
        return isDue && underWay != control!.Status ? control.Status.Request : null;
    }

    /// <summary>The write was acknowledged, refused, or (null) left unanswered.</summary>
    public void OnWriteAnswered(ReplyResult? result)
    {
        if (!IsPending)
            return;
        switch (result)
        {
            case { Outcome: ReplyOutcome.Refused, Code: var code }:
                Outcome = Outcome! with { State = SwitchState.Refused, Code = code };
                break;
            case not null:
                (_isAcknowledged, _isReadBackDue) = (true, true);
                break;
            case null when _writes >= control!.Writes:
                Settle(SwitchState.Unanswered);
                _isReadBackDue = true;
                break;
        }
    }

    /// <summary>Looks for the state of the FETs in <paramref name="readings"/>.</summary>
    public void Observe(BatterySnapshot readings)
    {
        if (readings is not { ChargeFetOn.Value: var charge, DischargeFetOn.Value: var discharge })
            return;

        _fets = (charge, discharge);
        _isReadThisRound = true;
        if (!IsPending || !_isAcknowledged)
            return;
        bool isOn = Outcome!.Fet == FetSwitch.Charge ? charge : discharge;
        if (isOn == Outcome.On)
            Settle(SwitchState.Done);
        else if (++_readings >= ReadingsAllowed)
            Settle(SwitchState.ReadBackDiffers);
    }

    /// <summary>What has to be remembered between two rounds.</summary>
    public void List(StateNotes notes)
    {
        int? fets = _fets is { } known ? (known.Charge ? 1 : 0) | (known.Discharge ? 2 : 0) : null;
        notes.Count("fets", ref fets);
        _fets = fets is { } bits ? ((bits & 1) != 0, (bits & 2) != 0) : null;
        notes.Count("writes", ref _writes);
        notes.Count("readings", ref _readings);
        notes.Flag("acknowledged", ref _isAcknowledged);
        notes.Flag("read_back_due", ref _isReadBackDue);

        (FetSwitch? fet, SwitchState? state, FetSwitch? heldOff) = (Outcome?.Fet, Outcome?.State, Outcome?.AlsoHeldOff);
        (bool on, bool isWritten) = (Outcome?.On ?? false, Outcome?.IsWritten ?? false);
        notes.Choice("fet", ref fet);
        notes.Choice("state", ref state);
        notes.Choice("also_held_off", ref heldOff);
        notes.Flag("on", ref on);
        notes.Flag("written", ref isWritten);
        string? code = notes.Text("code", Outcome?.Code);
        Outcome = fet is { } which && state is { } settled
            ? new SwitchOutcome(which, on, settled) { IsWritten = isWritten, AlsoHeldOff = heldOff, Code = code }
            : null;
    }

    /// <summary>The connection is given up.</summary>
    public void GiveUp()
    {
        if (IsPending)
            Settle(SwitchState.Unanswered);
    }

    private void Settle(SwitchState state) => Outcome = Outcome! with { State = state };
}
