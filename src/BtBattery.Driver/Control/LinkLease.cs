using BtBattery.Driver.Run;

namespace BtBattery.Driver.Control;

/// <summary>
/// The Bluetooth link of one battery, which the poller uses and lends to a tool that asks for it, or to somebody's phone: to one at a
/// time, for a limited time. The poller asks <see cref="WaitUntilFreeAsync"/> before it connects and works under the token of
/// <see cref="Use"/>. Any thread may call.
/// </summary>
public sealed class LinkLease(MonotonicClock clock)
{
    /// <summary>The longest time a link is lent to a tool for at once; whoever needs it longer asks again.</summary>
    /// <value>300 s: a tool that hangs keeps a battery away from its driver no longer than that.</value>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(300);

    // Completed outside of the lock only: whoever waits runs on from there.
    private readonly Lock _lock = new();
    private Loan? _loan;
    private LinkUse? _use;
    private TaskCompletionSource _free = Completed();
    private TaskCompletionSource _letGo = Completed();

    /// <summary>Who has the link, in the words of who asked for it; null while the driver has it.</summary>
    public string? LentTo
    {
        get
        {
            lock (_lock)
            {
                return _loan?.Who;
            }
        }
    }

    /// <summary>Lends the link, or prolongs the loan of the same borrower, counted from now.</summary>
    /// <param name="borrower">Who asks, as the bus names it.</param>
    /// <param name="who">The same in words.</param>
    /// <param name="duration">How long; at most <see cref="Longest"/>.</param>
    /// <param name="letGo">Completes when the poller has let go of the link.</param>
    /// <returns>False if somebody else has it.</returns>
    public bool TryLend(string borrower, string who, TimeSpan duration, out Task letGo) => TryLend(borrower, who, duration, Longest, out letGo);

    /// <summary>The same for a borrower who may have the link for longer, since somebody waits for it who knows what that means.</summary>
    /// <param name="borrower">Who asks; no name of the bus.</param>
    /// <param name="who">The same in words.</param>
    /// <param name="duration">How long.</param>
    /// <param name="longest">The most it is lent for.</param>
    /// <param name="letGo">Completes when the poller has let go of the link.</param>
    /// <returns>False if somebody else has it.</returns>
    public bool TryLend(string borrower, string who, TimeSpan duration, TimeSpan longest, out Task letGo)
    {
        LinkUse? interrupted = null;
        lock (_lock)
        {
            letGo = _letGo.Task;
            if (_loan is { } other && other.Borrower != borrower)
            {
                return false;
            }

            if (_loan is null)
            {
                _free = new TaskCompletionSource();
                interrupted = _use;
            }

            Lend_NeedsLock(borrower, who, duration < longest ? duration : longest);
        }

        interrupted?.Interrupt();
        return true;
    }

    /// <summary>Sets the time of a loan anew, counted from now.</summary>
    /// <returns>False if the borrower has it no more.</returns>
    public bool TryProlong(string borrower, TimeSpan duration)
    {
        lock (_lock)
        {
            if (_loan is not { } loan || loan.Borrower != borrower)
            {
                return false;
            }

            Lend_NeedsLock(borrower, loan.Who, duration < Longest ? duration : Longest);
            return true;
        }
    }

    /// <summary>Ends the loan of a borrower, which gave the link back or is gone; nothing happens if it has none.</summary>
    public void End(string borrower)
    {
        Loan? loan;
        lock (_lock)
        {
            loan = _loan?.Borrower == borrower ? _loan : null;
        }

        if (loan is not null)
        {
            End(loan);
        }
    }

    /// <summary>Completes when nobody has borrowed the link, at once if nobody has.</summary>
    public Task WaitUntilFreeAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _free.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The poller begins to use the link; it disposes of the result when it has let go of it.</summary>
    /// <exception cref="InvalidOperationException">The link is in use already: a bug.</exception>
    public LinkUse Use()
    {
        var use = new LinkUse(this);
        bool isLent;
        lock (_lock)
        {
            if (_use is not null)
            {
                throw new InvalidOperationException("The link is in use already.");
            }

            _use = use;
            _letGo = new TaskCompletionSource();
            isLent = _loan is not null;
        }

        if (isLent)
        {
            // Lent between the wait and here.
            use.Interrupt();
        }

        return use;
    }

    /// <summary>The poller has let go of the link.</summary>
    internal void LetGo(LinkUse use)
    {
        TaskCompletionSource letGo;
        lock (_lock)
        {
            if (_use != use)
            {
                return;
            }

            _use = null;
            letGo = _letGo;
        }

        letGo.TrySetResult();
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private void Lend_NeedsLock(string borrower, string who, TimeSpan duration)
    {
        _loan?.Timer.Dispose();
        var loan = new Loan(borrower, who);
        loan.Timer = clock.TimeProvider.CreateTimer(
            _ => End(loan), null, duration, Timeout.InfiniteTimeSpan);
        _loan = loan;
    }

    private void End(Loan loan)
    {
        TaskCompletionSource free;
        lock (_lock)
        {
            if (_loan != loan)
            {
                // Prolonged, or ended otherwise, meanwhile.
                return;
            }

            _loan = null;
            loan.Timer.Dispose();
            free = _free;
        }

        free.TrySetResult();
    }

    private sealed class Loan(string borrower, string who)
    {
        public string Borrower => borrower;

        public string Who => who;

        public ITimer Timer { get; set; } = null!;
    }
}
