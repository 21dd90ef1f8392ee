namespace BtBattery.Driver.Control;

/// <summary>The time during which the poller uses its link; ends early when the link is lent.</summary>
public sealed class LinkUse : IDisposable
{
    private readonly LinkLease _lease;
    private readonly CancellationTokenSource _interruption = new();

    internal LinkUse(LinkLease lease)
    {
        _lease = lease;
        Interrupted = _interruption.Token;
    }

    /// <summary>Cancelled when the link is lent: let go of it, and dispose of this.</summary>
    public CancellationToken Interrupted { get; }

    /// <summary>The link has been let go of.</summary>
    public void Dispose()
    {
        _lease.LetGo(this);
        _interruption.Dispose();
    }

    internal void Interrupt()
    {
        try
        {
            _interruption.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The poller let go by itself at the same moment.
        }
    }
}
