using BtBattery.DBus;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.BlueZ;

/// <content>The way from Connect over the resolved services to the end of the link.</content>
internal sealed partial class Device
{
    private void Connect(MethodContext context)
    {
        if (BlueZError.Injected(Peripheral.Faults.ConnectErrors) is { } injected) throw injected;
        if (Peripheral.Faults.IsStale) throw BlueZError.Failed("le-connection-abort-by-local");
        if (Peripheral.Faults.ConnectHangs)
        {
            context.Defer();
            return;
        }
        if (_attempt is not null || _connectAnswer is not null) throw BlueZError.Failed("Operation already in progress");
        if (!_adapter.IsPowered) throw BlueZError.Failed("Input/output error");
        if (IsConnected)
        {
            // Also while a Disconnect is under way, which goes on.
            context.Reply();
            return;
        }
        context.Defer();
        _connectAnswer = error =>
        {
            if (error is null) context.Reply();
            else context.ReplyError(error);
        };
        _forgetting?.Cancel();
        _attempt = _adapter.Hardware.Controller.Connect(Peripheral, AttemptEnded);
    }

    private void AttemptEnded(Link? link)
    {
        _attempt = null;
        if (link is not null)
        {
            TakeLink(link);
            _daemon.Objects.Changed(Path, InterfaceName, "Connected");
        }
        else
        {
            AttemptFailed("le-connection-abort-by-local");
        }
    }

    /// <summary>The radio went in the middle of it.</summary>
    private void AttemptLost()
    {
        _attempt = null;
        // Seen is only the end of a temporary device. How the Connect to another one is answered is a guess.
        AttemptFailed("br-connection-canceled");
    }

    private void AttemptFailed(string text)
    {
        if (IsTemporary)
        {
            // A device nobody vouches for is dropped after a failed attempt, and Connect stays unanswered.
            _connectAnswer = null;
            _adapter.Forget(this);
        }
        else
        {
            AnswerConnect(BlueZError.Failed(text));
        }
    }

    private void TakeLink(Link link)
    {
        _link = link;
        _adapter.Hardware.Remembered.Add(Peripheral);
        if (_adapter.Hardware.Bonded.Contains(Peripheral)) link.Encrypt();
        link.Lost += Lost;
        _forgetting?.Cancel();
        _resolving.Add(_daemon.Agenda.After(ConnectAnswer, () =>
        {
            if (link.Responds) AnswerConnect(null);
            else _resolving.Add(_daemon.Agenda.After(ConnectGivesUp, () =>
                AnswerConnect(BlueZError.Failed("le-connection-abort-by-local"))));
        }));
        _resolving.Add(_daemon.Agenda.After(_gatt is null ? FirstResolve : RememberedResolve, Resolve));
    }

    private void Resolve()
    {
        Faults faults = Peripheral.Faults;
        if (!_link!.Responds || faults.NeverResolves) return;
        if (_gatt is not null && _gatt.HidesServices != faults.HidesServices)
        {
            _gatt.Unexport();
            _gatt = null;
        }
        bool isFirst = _gatt is null;
        _gatt ??= new RemoteGatt(_daemon, Path, Peripheral.Bms.Profile, faults.HidesServices);
        _gatt.LinkUp(_link);
        if (isFirst)
        {
            _gatt.Export();
            _uuids = [GattProfile.Uuid(0x1800), .. _gatt.Services.Select(service => service.Uuid)];
        }
        _isResolved = true;
        if (isFirst) _daemon.Objects.Changed(Path, InterfaceName, "UUIDs", "ServicesResolved");
        else _daemon.Objects.Changed(Path, InterfaceName, "ServicesResolved");
    }

    private void Disconnect(MethodContext context)
    {
        // A Connect that waits is cancelled at once, whether there is a link by now or not.
        AnswerConnect(BlueZError.Failed("br-connection-canceled"));
        if (!IsConnected)
        {
            if (_attempt is not null)
            {
                AbandonAttempt();
                RestartForgetting();
            }
            context.Reply();
        }
        else
        {
            context.Defer();
            if (Peripheral.Faults.DisconnectHangs) return;
            _disconnectCalls.Add(context);
            BeginDisconnect();
        }
    }

    private void BeginDisconnect()
    {
        _gatt?.LinkClosing(true);
        _disconnecting?.Cancel();
        _disconnecting = _daemon.Agenda.After(DisconnectDelay, () =>
        {
            if (_link!.IsStuck && _removal is null)
            {
                // BlueZ did its part, and the connection it believes in stays.
                _gatt?.LinkClosing(false);
                AnswerDisconnects();
                return;
            }
            FinishDisconnect();
        });
    }

    private void FinishDisconnect()
    {
        Link link = _link!;
        link.Lost -= Lost;
        LeaveLink();
        if (_isResolved)
        {
            _isResolved = false;
            _daemon.Objects.Changed(Path, InterfaceName, "ServicesResolved");
        }
        AnswerDisconnects();
        _link = null;
        link.Close();
        _daemon.Objects.Changed(Path, InterfaceName, "Connected");
        IsDown();
    }

    private void Lost()
    {
        LeaveLink();
        // Seen with 5.66 and 5.82: of links that are lost at once, now the one text, now the other.
        bool isOther = _link!.IsStillborn && Peripheral.Counters.Connects % 2 == 0;
        AnswerConnect(BlueZError.Failed(isOther ? "br-connection-canceled" : "le-connection-abort-by-local"));
        bool wasResolved = _isResolved;
        _isResolved = false;
        // While a Disconnect is under way its answer stands between the two changes.
        bool inOneSignal = wasResolved && _disconnectCalls.Count == 0;
        if (wasResolved && !inOneSignal) _daemon.Objects.Changed(Path, InterfaceName, "ServicesResolved");
        AnswerDisconnects();
        _link = null;
        if (inOneSignal) _daemon.Objects.Changed(Path, InterfaceName, "ServicesResolved", "Connected");
        else _daemon.Objects.Changed(Path, InterfaceName, "Connected");
        IsDown();
    }

    private void IsDown()
    {
        IsLoaded = false;
        Action? removal = _removal;
        _removal = null;
        if (removal is not null) removal();
        else RestartForgetting();
        _daemon.Listen();
    }

    private void LeaveLink()
    {
        foreach (AgendaEntry entry in _resolving) entry.Cancel();
        _resolving.Clear();
        _disconnecting?.Cancel();
        _disconnecting = null;
        _pairing?.Cancel();
        _gatt?.LinkDown();
    }

    private void AnswerConnect(DBusErrorException? error)
    {
        Action<DBusErrorException?>? answer = _connectAnswer;
        _connectAnswer = null;
        answer?.Invoke(error);
    }

    private void AnswerDisconnects()
    {
        foreach (MethodContext call in _disconnectCalls) call.Reply();
        _disconnectCalls.Clear();
    }

    private void AbandonAttempt()
    {
        if (_attempt is not null) _adapter.Hardware.Controller.Abandon(_attempt);
        _attempt = null;
    }
}
