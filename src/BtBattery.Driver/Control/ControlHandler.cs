using System.Collections.Concurrent;
using BtBattery.DBus;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Tools;
using BtBattery.Driver.Tools.Explaining;

namespace BtBattery.Driver.Control;

/// <summary>
/// The object /Control on one bus connection: answers org.btbattery.Control1 to those who may ask, and leaves everything
/// else to the published tree, of which /Control is a branch.
/// </summary>
internal sealed class ControlHandler : IMethodHandler
{
    private readonly DBusConnection _connection;
    private readonly DriverControl _control;
    private readonly IMethodHandler _items;
    private readonly ItemTree _tree;
    private readonly CallerCheck _callers;
    private readonly ConcurrentDictionary<string, BorrowerWatch> _watches = new();

    private ControlHandler(DBusConnection connection, DriverControl control, IMethodHandler items, ItemTree tree)
    {
        _connection = connection;
        _control = control;
        _items = items;
        _tree = tree;
        _callers = CallerCheck.Over(connection);
    }

    /// <summary>Puts the object on the bus.</summary>
    /// <param name="connection">The connection of the service.</param>
    /// <param name="control">What can be asked.</param>
    /// <param name="items">Answers for the published tree.</param>
    /// <param name="tree">The published tree.</param>
    public static void Export(DBusConnection connection, DriverControl control, IMethodHandler items, ItemTree tree)
    {
        var handler = new ControlHandler(connection, control, items, tree);
        connection.Export(ControlNames.Path, handler);
        _ = handler.EndWithConnectionAsync();
    }

    public ValueTask HandleAsync(MethodContext context) => (context.Request.Interface, context.Request.Member) switch
    {
        (ControlNames.Interface or null, ControlNames.GetReading) => AnswerAsync(context, "s", GetReadingAsync),
        (ControlNames.Interface or null, ControlNames.GetRecording) => AnswerAsync(context, "s", GetRecordingAsync),
        (ControlNames.Interface or null, ControlNames.GetLimits) => AnswerAsync(context, "", GetLimitsAsync),
        (ControlNames.Interface or null, ControlNames.GetStatus) => AnswerAsync(context, "", GetStatusAsync),
        (ControlNames.Interface or null, ControlNames.Release) => AnswerAsync(context, "ssu", ReleaseAsync),
        (ControlNames.Interface or null, ControlNames.Resume) => AnswerAsync(context, "s", ResumeAsync),
        ("org.freedesktop.DBus.Introspectable" or null, "Introspect") when context.Request.Signature.Length == 0 => Introspect(context),
        _ => _items.HandleAsync(context),
    };

    private async ValueTask AnswerAsync(MethodContext context, string signature, Func<MethodContext, Task> answer)
    {
        if (context.Request.Signature != signature)
        {
            context.ReplyInvalidArgs(signature);
        }
        else if (await _callers.ObjectionAsync(context.Request.Sender, context.ConnectionClosed) is string objection)
        {
            context.ReplyError(DBusErrorNames.AccessDenied, objection);
        }
        else
        {
            await answer(context);
        }
    }

    private Task GetReadingAsync(MethodContext context)
    {
        MessageReader arguments = context.Request.GetReader();
        BatteryReading reading = _control.Read(ServedAddress(arguments.ReadString()))!;
        MessageWriter reply = context.CreateReply("s");
        reply.WriteString(ReadingJson.Write(reading, isIndented: false));
        context.Reply(ref reply);
        return Task.CompletedTask;
    }

    private Task GetRecordingAsync(MethodContext context)
    {
        BatteryAddress address = ServedAddress(context.Request.GetReader().ReadString());

        // Megabytes of text take a moment, and the published tree is asked on the same connection.
        context.Defer();
        _ = AnswerRecordingAsync(context, address);
        return Task.CompletedTask;
    }

    private async Task AnswerRecordingAsync(MethodContext context, BatteryAddress address)
    {
        await Task.Yield();
        byte[]? recording;
        try
        {
            recording = _control.Record(address);
        }
        catch (Exception exception)
        {
            // Nobody waits for this task: without an answer the tool would wait out its deadline, and the fault would be told nowhere.
            context.ReplyError(DBusErrorNames.Failed, $"The recording could not be made: {exception.GetType().Name}: {exception.Message}");
            return;
        }

        if (recording is null)
        {
            context.ReplyError(DBusErrorNames.Failed, "This driver keeps no recording.");
            return;
        }

        MessageWriter reply = context.CreateReply("ay");
        reply.WriteByteArray(recording);
        context.Reply(ref reply);
    }

    private Task GetLimitsAsync(MethodContext context)
    {
        if (_control.Explain() is not { } limits)
        {
            context.ReplyError(DBusErrorNames.Failed, "Nothing has been decided yet: try again in a second.");
            return Task.CompletedTask;
        }

        MessageWriter reply = context.CreateReply("s");
        reply.WriteString(ExplainJson.Write(limits));
        context.Reply(ref reply);
        return Task.CompletedTask;
    }

    private Task GetStatusAsync(MethodContext context)
    {
        MessageWriter reply = context.CreateReply("s");
        reply.WriteString(DriverStatusJson.Write(_control.Status()));
        context.Reply(ref reply);
        return Task.CompletedTask;
    }

    private Task ReleaseAsync(MethodContext context)
    {
        MessageReader arguments = context.Request.GetReader();
        BatteryAddress address = ServedAddress(arguments.ReadString());
        string who = arguments.ReadString();
        uint seconds = arguments.ReadUInt32();
        if (who.Length is 0 or > DriverControl.LongestWho || who.Any(char.IsControl))
        {
            throw new DBusErrorException(DBusErrorNames.InvalidArgs, $"Say who asks, in 1 to {DriverControl.LongestWho} characters.");
        }

        if (seconds == 0)
        {
            throw new DBusErrorException(DBusErrorNames.InvalidArgs, "A link is released for one second at least.");
        }

        // Dropping the link takes a while, and others may ask meanwhile.
        context.Defer();
        _ = ReleaseAsync(context, address, who, TimeSpan.FromSeconds(seconds));
        return Task.CompletedTask;
    }

    private async Task ReleaseAsync(MethodContext context, BatteryAddress address, string who, TimeSpan duration)
    {
        string borrower = context.Request.Sender!;
        try
        {
            BorrowerWatch watch = _watches.GetOrAdd(borrower, name => new BorrowerWatch(name, () => Forget(name)));
            await watch.StartAsync(_connection);
            string? problem = await _control.ReleaseAsync(address, borrower, who, duration, context.ConnectionClosed);
            MessageWriter reply = context.CreateReply("bs");
            reply.WriteBoolean(problem is null);
            reply.WriteString(problem ?? "");
            context.Reply(ref reply);
            if (watch.IsGone)
            {
                // It left before the link was lent.
                Forget(borrower);
            }
        }
        catch (Exception exception) when (exception is DBusException or OperationCanceledException)
        {
            // The connection is gone and the borrower with it, or the bus does not let us follow the borrower.
            Forget(borrower);
            context.ReplyError(DBusErrorNames.Failed, exception.Message);
        }
    }

    private void Forget(string borrower)
    {
        _control.Forget(borrower);
        _watches.TryRemove(borrower, out _);
    }

    private Task ResumeAsync(MethodContext context)
    {
        _control.Resume(ServedAddress(context.Request.GetReader().ReadString()), context.Request.Sender!);
        context.Reply();
        return Task.CompletedTask;
    }

    private BatteryAddress ServedAddress(string text)
    {
        if (!BatteryAddress.TryParse(text, out BatteryAddress address))
        {
            throw new DBusErrorException(DBusErrorNames.InvalidArgs, $"'{text}' is not a Bluetooth address such as A4:C1:38:00:00:01.");
        }

        return _control.Serves(address)
            ? address
            : throw new DBusErrorException(ControlNames.UnknownBattery, $"{address} is not served here.");
    }

    private ValueTask Introspect(MethodContext context)
    {
        // Of several batteries nothing is published here: each has a branch of its own.
        IReadOnlyCollection<string>? below = _tree.ChildrenOf(ControlNames.Path);
        MessageWriter reply = context.CreateReply("s");
        reply.WriteString(IntrospectionXml.Write(
            below is null ? [ControlNames.Introspection] : [BusItem.Describe(isLeaf: false, isRoot: false, isSetting: false), ControlNames.Introspection], [.. below ?? []]));
        context.Reply(ref reply);
        return ValueTask.CompletedTask;
    }

    private async Task EndWithConnectionAsync()
    {
        await _connection.Disconnected;
        foreach (string borrower in _watches.Keys)
        {
            _control.Forget(borrower);
        }
    }
}
