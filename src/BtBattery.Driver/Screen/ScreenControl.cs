using System.Threading.Channels;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Driver.Settings;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Screen;

/// <summary>Takes what is set on the screen, one after another: looks whether it may be, keeps it, and puts it in force. What cannot be kept is refused.</summary>
/// <param name="files">Files and command line; without errors.</param>
/// <param name="kept">Where it is kept, with the settings of <see cref="ScreenStore.Declared"/>.</param>
/// <param name="clock">The clock of the program.</param>
/// <param name="logger">Told what is changed, and what does not hold, once.</param>
internal sealed class ScreenControl(DriverConfiguration files, IDeviceSettings kept, MonotonicClock clock, ILogger<ScreenControl> logger)
{
    /// <summary>A client that writes waits for two seconds; before that it has to be clear whether it was kept.</summary>
    private static readonly TimeSpan s_keepTimeout = TimeSpan.FromSeconds(1.5);

    /// <summary>Null: what is kept was changed by somebody else.</summary>
    private readonly Channel<WriteRequest?> _requests = Channel.CreateUnbounded<WriteRequest?>(new UnboundedChannelOptions { SingleReader = true });

    private string _told = "";
    private readonly HashSet<ScreenKey> _refusalsTold = [];

    /// <summary>What holds.</summary>
    public ScreenState State { get; private set; } = ScreenOverlay.Apply(files, ScreenStore.Read(name => kept[name]));

    /// <summary>A client writes a path of the screen. Any thread may call.</summary>
    /// <returns>False if nobody takes it any more.</returns>
    public bool TryTake(WriteRequest request) => _requests.Writer.TryWrite(request);

    /// <summary>Takes what is set, until cancelled.</summary>
    /// <param name="putInForce">Takes what holds now, and who waits for it.</param>
    /// <param name="tell">Shows what does not hold.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Action<ScreenState, TaskCompletionSource<bool>?> putInForce, Action<Remark> tell, CancellationToken cancellationToken)
    {
        kept.Changed += LookAgain;
        try
        {
            // What was changed between the first look and now.
            TakeKept(putInForce);
            Tell(tell);
            while (true)
            {
                if (await _requests.Reader.ReadAsync(cancellationToken) is not { } request)
                {
                    TakeKept(putInForce);
                }
                else if (request.TryClaim())
                {
                    await TakeAsync(request, putInForce, cancellationToken);
                }

                Tell(tell);
            }
        }
        finally
        {
            kept.Changed -= LookAgain;
            _requests.Writer.Complete();
            while (_requests.Reader.TryRead(out WriteRequest? late))
            {
                late?.Answer.TrySetResult(false);
            }
        }
    }

    private void LookAgain(string name, ItemValue value) => _requests.Writer.TryWrite(null);

    private void TakeKept(Action<ScreenState, TaskCompletionSource<bool>?> putInForce)
    {
        ScreenValues screen = ScreenStore.Read(name => kept[name]);
        if (screen.IsSameAs(State.Screen))
        {
            return;
        }

        State = ScreenOverlay.Apply(files, screen);
        logger.LogInformation("Settings of the screen were changed from outside: {Keys}.", screen.Keys.Any() ? string.Join(", ", screen.Keys.Select(key => key.Key.Name)) : "the files hold");
        putInForce(State, null);
    }

    private async Task TakeAsync(WriteRequest request, Action<ScreenState, TaskCompletionSource<bool>?> putInForce, CancellationToken cancellationToken)
    {
        bool isTaken = false;
        ScreenState next = State;
        try
        {
            isTaken = ScreenKeys.Find(request.Path) is { } key
                && (IsSoAlready(key, request)
                    || (Asked(key, request) is { } value && IsAllowed(key, value, out next) && (next == State || await KeepAsync(key, next.Screen, cancellationToken))));
        }
        finally
        {
            if (!isTaken || next == State)
            {
                request.Answer.TrySetResult(isTaken);
                if (next != State)
                {
                    // It was given up, and may be kept all the same: what is in force is what is kept.
                    TakeKept(putInForce);
                }
            }
            else
            {
                State = next;
                putInForce(next, request.Answer);
            }
        }
    }

    /// <summary>True if somebody says of a key that it was changed on the screen or not, and it is so.</summary>
    private bool IsSoAlready(ScreenKey key, WriteRequest request) => request.Path == key.OverriddenPath && request.Value.AsInteger == (State.IsOverridden(key) ? 1 : 0);

    /// <summary>The value that is asked for, invalid for that of the files; null for a write that makes no sense.</summary>
    private static ItemValue? Asked(ScreenKey key, WriteRequest request) =>
        request.Path == key.Path ? request.Value
        : request.Value.AsInteger == 0 ? ItemValue.Invalid
        : null;

    private bool IsAllowed(ScreenKey key, ItemValue value, out ScreenState next)
    {
        if (State.Change(key, value, out next) is not { } refusal)
        {
            return true;
        }

        // Somebody who tries without end must not fill the log.
        if (_refusalsTold.Add(key))
        {
            logger.LogInformation("Refused on the screen: {Refusal}", refusal);
        }

        return false;
    }

    private async Task<bool> KeepAsync(ScreenKey key, ScreenValues screen, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(s_keepTimeout, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        bool isKept = false;
        try
        {
            isKept = await ScreenStore.WriteAsync(kept, key, screen, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Told below.
        }

        if (!isKept)
        {
            if (_refusalsTold.Add(key))
            {
                logger.LogWarning("{Key} was refused on the screen: it could not be kept.", key.Key.Name);
            }

            return false;
        }

        _refusalsTold.Remove(key);
        logger.LogInformation("{Key} on the screen: {Value}.", key.Key.Name, screen[key.Key] is { } value ? key.Show(value) : "as in the files");
        return true;
    }

    private void Tell(Action<Remark> tell)
    {
        string text = string.Join(' ', State.Ignored);
        if (text == _told)
        {
            return;
        }

        if (text.Length > 0)
        {
            logger.LogWarning("{Ignored}", text);
        }

        _told = text;
        tell(new Remark(RemarkTopic.Screen, text));
    }
}
