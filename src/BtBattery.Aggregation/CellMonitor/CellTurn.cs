using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>What is looked at and told of the cells of a bank in one turn, after its limits and alarms were decided.</summary>
/// <remarks>
/// Neither depends on it: whatever is thrown here is a bug that ends here. What was remembered stays meanwhile, since eight weeks of days are worth more than one turn; if it goes
/// on for <see cref="Patience"/>, what cannot be gone on with is begun anew where that helps.
/// </remarks>
internal sealed class CellTurn
{
    /// <summary>A fault of one odd reading is over sooner. We chose it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly BankControlSettings _settings;
    private readonly BankMemory _before;
    private readonly WallTime? _wall;
    private readonly MonotonicTime _now;
    private readonly bool _beginsAnew;

    private CellTurn(BankControlSettings settings, BankMemory before, WallTime? wall, MonotonicTime now)
    {
        (_settings, _before, _wall, _now) = (settings, before, wall, now);
        _beginsAnew = before.CellFaultSince?.AgeAt(now) >= Patience;
    }

    /// <summary>What is shown; null after a fault.</summary>
    public CellMonitorOutcome? Monitor { get; private set; }

    /// <summary>Alerts as they are shown: after a fault how many there were, and no more.</summary>
    public CellAlerts Alerts { get; private set; } = CellAlerts.Empty;

    /// <summary>What went wrong; null for nothing.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Looks.</summary>
    /// <param name="bank">What is known of the bank.</param>
    /// <param name="members">Its batteries; battery 1 first.</param>
    /// <param name="settings">How it is controlled.</param>
    /// <param name="before">What was remembered before this turn.</param>
    /// <param name="next">What is remembered after it, but for the cells, which are put in.</param>
    /// <param name="wall">The wall clock; null while it cannot be believed.</param>
    /// <param name="now">The moment of this turn.</param>
    public static CellTurn Take(
        BankView bank, ReadOnlySpan<MemberView> members, BankControlSettings settings, BankMemory before, ref BankMemory next, WallTime? wall, MonotonicTime now)
    {
        var turn = new CellTurn(settings, before, wall, now);
        var monitors = new CellMonitorMemory[members.Length];
        var remembered = new MemberMemory[members.Length];
        for (int i = 0; i < monitors.Length; i++)
        {
            monitors[i] = turn.LookAt(members[i], next.Members[i].Monitor);
            remembered[i] = ReferenceEquals(monitors[i], next.Members[i].Monitor) ? next.Members[i] : next.Members[i] with { Monitor = monitors[i] };
        }

        CellAlerts alerts = turn.Tell(members, next.Alarms);
        BankCellMemory cells = turn.Compare(bank, monitors);
        next = next with { Members = remembered, CellAlerts = alerts, Cells = cells, CellFaultSince = turn.Fault is null ? null : before.CellFaultSince ?? now };
        return turn;
    }

    private CellMonitorMemory LookAt(MemberView member, CellMonitorMemory remembered)
    {
        try
        {
            return Step(member, remembered);
        }
        catch (Exception exception)
        {
            Fault ??= exception;
            return _beginsAnew ? Anew(member, remembered) : remembered;
        }
    }

    private CellMonitorMemory Anew(MemberView member, CellMonitorMemory remembered)
    {
        try
        {
            return Step(member, CellMonitorMemory.Empty);
        }
        catch (Exception)
        {
            // Then it is not what is remembered that it cannot cope with; and it is told already.
            return remembered;
        }
    }

    private CellMonitorMemory Step(MemberView member, CellMonitorMemory remembered) => CellMonitoring.Step(member, _settings, remembered, _before.Alarms, _wall, _now);

    private CellAlerts Tell(ReadOnlySpan<MemberView> members, AlarmMemory alarms)
    {
        CellAlerts known = _before.CellAlerts;
        try
        {
            return Alerts = known.After(members, _before.Alarms, alarms, _settings.Alarms.ImbalanceVolts is not null, _wall);
        }
        catch (Exception exception)
        {
            Fault ??= exception;
            Alerts = known.WithoutLast;
            return _beginsAnew ? Alerts : known;
        }
    }

    private BankCellMemory Compare(BankView bank, CellMonitorMemory[] monitors)
    {
        if (Fault is not null)
        {
            return _before.Cells;
        }

        try
        {
            Measured<MemberValue>? worst = CellMonitoring.WorstOf(bank, monitors, _before.Cells.WorstBattery);
            BankCellMemory next = _before.Cells.After(worst?.Value.Battery ?? _before.Cells.WorstBattery, monitors);
            Monitor = new(monitors, worst, next.Text);
            return next;
        }
        catch (Exception exception)
        {
            Fault = exception;
            return BankCellMemory.Empty;
        }
    }
}
