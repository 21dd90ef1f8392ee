using System.Runtime.InteropServices;

namespace BtBattery.Driver.CommandLine;

/// <summary>Turns SIGTERM and SIGINT into a cancelled token, so that the battery is released before the program ends.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly PosixSignalRegistration _onTerminate;
    private readonly PosixSignalRegistration _onInterrupt;
    private readonly PosixSignalRegistration? _onHangUp;

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
        _onHangUp?.Dispose();
        _onInterrupt.Dispose();
        _onTerminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        // The run-time would end the process at once.
        signal.Cancel = true;
        _stop.Cancel();
    }
}
