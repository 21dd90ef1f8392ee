using System.Runtime.InteropServices;

namespace BtBattery.Driver.CommandLine;

/// <summary>Turns SIGTERM and SIGINT into a cancelled token, so that the battery is released before the program ends.</summary>
internal sealed class StopSignals : IDisposable
{
    // A program with one thread stops on it as well.
    private readonly SynchronizationContext? _context = SynchronizationContext.Current;
    private readonly CancellationTokenSource _stop;
    private readonly PosixSignalRegistration _onTerminate;
    private readonly PosixSignalRegistration _onInterrupt;
    private readonly PosixSignalRegistration? _onHangUp;
    private bool _isDisposed;

    /// <param name="cancellationToken">Another reason to stop.</param>
    /// <param name="withHangUp">True if the end of the terminal, or of the connection to it, is one as well.</param>
    public StopSignals(CancellationToken cancellationToken, bool withHangUp = false)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        _onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _onHangUp = withHangUp ? PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop) : null;
    }

    /// <summary>Cancelled by the first of these signals.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _isDisposed = true;
        _onHangUp?.Dispose();
        _onInterrupt.Dispose();
        _onTerminate.Dispose();
        _stop.Dispose();
    }

    private void StopUnlessOver()
    {
        if (!_isDisposed)
        {
            _stop.Cancel();
        }
    }

    private void Stop(PosixSignalContext signal)
    {
        // The run-time would end the process at once.
        signal.Cancel = true;
        if (_context is null)
        {
            _stop.Cancel();
        }
        else
        {
            _context.Post(static self => ((StopSignals)self!).StopUnlessOver(), this);
        }
    }
}
