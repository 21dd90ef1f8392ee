using System.Globalization;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Run.Supervision;

/// <summary>
/// Tells the service manager that started the driver how it is (systemd: sd_notify(3)): on the bus, how many batteries answer, alive, leaving. Alive is what the
/// main loop says of itself; without it the manager starts the driver anew, whatever else still runs in it. Any thread may call.
/// </summary>
/// <param name="send">Takes a message: lines of NAME=value. Must not wait.</param>
/// <param name="clock">The time.</param>
/// <param name="patience">How long the manager waits for a sign of life; null if it does not.</param>
public sealed class ServiceManager(Action<string> send, MonotonicClock clock, TimeSpan? patience)
{
    /// <summary>A sign of life is sent this often within the patience of the manager, so that some may be lost. The loop gives one at least every <see cref="LoopWatchdog.BeatEvery"/>.</summary>
    private const int SignsPerPatience = 4;

    private readonly Lock _lock = new();
    private MonotonicTime? _signedAt;
    private int? _silent;
    private bool _isReady;
    private bool _isStopping;

    /// <summary>The manager that started this process; null for none.</summary>
    /// <param name="clock">The clock of the program.</param>
    /// <param name="socket">What messages go over, to be disposed of at the end; null for none.</param>
    internal static ServiceManager? Find(MonotonicClock clock, out NotifySocket? socket)
    {
        socket = null;
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } address || address[0] is not ('/' or '@'))
        {
            return null;
        }

        socket = new(address);
        return new(socket.Send, clock, Patience(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID")));
    }

    /// <summary>How long the manager waits for a sign of life of this process (sd_watchdog_enabled(3)).</summary>
    /// <param name="microseconds">$WATCHDOG_USEC.</param>
    /// <param name="process">$WATCHDOG_PID: the process it means; null or empty for any.</param>
    internal static TimeSpan? Patience(string? microseconds, string? process) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long time)
        && time is > 0 and <= long.MaxValue / TimeSpan.TicksPerMicrosecond
        && (string.IsNullOrEmpty(process) || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(time)
            : null;

    /// <summary>The service is on the bus.</summary>
    public void Ready()
    {
        lock (_lock)
        {
            // A changed configuration brings it there again; for the manager it never left.
            if (!_isReady)
            {
                _isReady = true;
                send("READY=1");
            }
        }
    }

    /// <summary>The main loop goes on.</summary>
    public void Beat()
    {
        if (patience is not { } longest)
        {
            return;
        }

        lock (_lock)
        {
            MonotonicTime now = clock.Now;
            if (_signedAt is not { } signed || signed.AgeAt(now) >= longest / SignsPerPatience)
            {
                _signedAt = now;
                send("WATCHDOG=1");
            }
        }
    }

    /// <summary>After each turn: who answers is told when it changes.</summary>
    public void Take(BankOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        int silent = outcome.Error is null ? Silent(outcome.Verdict.Members) : -1;
        lock (_lock)
        {
            if (silent != _silent && !_isStopping)
            {
                _silent = silent;
                send($"STATUS={(silent < 0 ? "Limits cannot be worked out, which is a bug: see the log." : Describe(outcome.Verdict.Members, silent))}");
            }
        }
    }

    /// <summary>The driver was told to end, and releases its batteries.</summary>
    public void Stopping()
    {
        lock (_lock)
        {
            if (!_isStopping)
            {
                _isStopping = true;
                send("STOPPING=1\nSTATUS=Leaving: batteries are released.");
            }
        }
    }

    /// <returns>Bit 0 is battery 1.</returns>
    private static int Silent(IReadOnlyList<MemberVerdict> members)
    {
        int silent = 0;
        for (int i = 0; i < members.Count; i++)
        {
            silent |= members[i].Condition is MemberCondition.Live or MemberCondition.Late ? 0 : 1 << i;
        }

        return silent;
    }

    private static string Describe(IReadOnlyList<MemberVerdict> members, int silent)
    {
        if (members.Count == 1)
        {
            return silent == 0 ? "The battery answers." : "The battery does not answer.";
        }

        int answering = members.Count - int.PopCount(silent);
        string text = string.Create(CultureInfo.InvariantCulture, $"{answering} of {members.Count} batteries answer");
        return silent == 0
            ? $"{text}."
            : $"{text}; not {string.Join(", ", members.Where((_, index) => (silent & (1 << index)) != 0).Select(member => member.Label.ReplaceLineEndings(" ")))}.";
    }
}
