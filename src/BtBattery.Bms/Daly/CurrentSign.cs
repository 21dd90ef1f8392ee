using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Daly;

/// <summary>
/// Watches the sign of the current against the state the BMS reports beside it. Some boards are wired the other way
/// round; three contradictions in a row mean that the sign is wrong, and the state is believed from then on.
/// </summary>
/// <remarks>Source of the threshold and the count: docs/bms/daly.md.</remarks>
internal sealed class CurrentSign(BmsOptions options)
{
    /// <summary>Below this current, A, noise decides the sign.</summary>
    private const double Threshold = 0.5;

    private const int Contradictions = 3;

    private int _inARow;

    /// <summary>What has to be remembered between two rounds.</summary>
    public void List(StateNotes notes) => notes.Count("sign_contradictions", ref _inARow);

    /// <summary>The current with the sign we believe, A, positive = charging.</summary>
    /// <param name="tenths">The current as the protocol's own rule reads it, 0.1 A.</param>
    /// <param name="activity">What the BMS says it is doing; null if it does not say.</param>
    public double Apply(int tenths, BatteryActivity? activity)
    {
        double amps = (options.InvertCurrent != options.Memory.IsCurrentSignFlipped ? -tenths : tenths) / 10.0;
        bool isContradiction = activity switch
        {
            BatteryActivity.Charging => amps < -Threshold,
            BatteryActivity.Discharging => amps > Threshold,
            _ => false,
        };
        bool isAgreement = activity is BatteryActivity.Charging or BatteryActivity.Discharging && Math.Abs(amps) > Threshold && !isContradiction;

        if (isAgreement)
            _inARow = 0;
        if (!isContradiction || ++_inARow < Contradictions)
            return amps;

        _inARow = 0;
        options.Memory.IsCurrentSignFlipped = !options.Memory.IsCurrentSignFlipped;
        return -amps;
    }
}
