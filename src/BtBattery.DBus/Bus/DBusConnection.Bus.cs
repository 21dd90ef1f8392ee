namespace BtBattery.DBus;

/// <content>What the message bus itself offers.</content>
public sealed partial class DBusConnection
{
    /// <summary>The name of the message bus.</summary>
    internal const string BusServiceName = "org.freedesktop.DBus";

    /// <summary>The interface of the message bus.</summary>
    internal const string BusInterface = "org.freedesktop.DBus";

    private const string BusPath = "/org/freedesktop/DBus";

    /// <summary>Asks the bus for a name.</summary>
    /// <exception cref="DBusException">As for every call.</exception>
    public async Task<RequestNameResult> RequestNameAsync(
        string name, RequestNameFlags flags, CancellationToken cancellationToken = default)
    {
        Message answer = await Call();
        return (RequestNameResult)answer.GetReader().ReadUInt32();

        Task<Message> Call()
        {
            MessageWriter call = CreateBusCall("RequestName", "su");
            call.WriteString(name);
            call.WriteUInt32((uint)flags);
            return CallAsync(ref call, null, cancellationToken);
        }
    }

    /// <summary>Gives a name back.</summary>
    /// <exception cref="DBusException">As for every call.</exception>
    public async Task<ReleaseNameResult> ReleaseNameAsync(string name, CancellationToken cancellationToken = default)
    {
        Message answer = await CallBusAsync("ReleaseName", name, onAnswer: null, cancellationToken);
        return (ReleaseNameResult)answer.GetReader().ReadUInt32();
    }

    /// <summary>The unique name of the present owner; null if nobody owns the name.</summary>
    /// <exception cref="DBusException">As for every call.</exception>
    public Task<string?> GetNameOwnerAsync(string name, CancellationToken cancellationToken = default) =>
        GetNameOwnerAsync(name, onAnswer: null, cancellationToken);

    /// <summary>Every name on the bus, unique ones too.</summary>
    /// <exception cref="DBusException">As for every call.</exception>
    public Task<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken = default) =>
        ListNamesAsync(onAnswer: null, cancellationToken);

    /// <summary>Every name that the bus can start a program for.</summary>
    /// <exception cref="DBusException">As for every call.</exception>
    public async Task<IReadOnlyList<string>> ListActivatableNamesAsync(CancellationToken cancellationToken = default)
    {
        Message answer = await Call();
        return answer.GetReader().ReadStringArray();

        Task<Message> Call()
        {
            MessageWriter call = CreateBusCall("ListActivatableNames", "");
            return CallAsync(ref call, null, cancellationToken);
        }
    }

    /// <summary>Follows who owns a name.</summary>
    /// <param name="name">A bus name, well-known or unique.</param>
    /// <param name="changed">
    /// Called on the receive loop, first with the present owner (its unique name; null for nobody), then at each change. Must not block.
    /// </param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>Dispose of it to stop. When the task completes, the first call of <paramref name="changed"/> has been made.</returns>
    /// <exception cref="DBusException">As for every call.</exception>
    public async Task<IAsyncDisposable> WatchNameOwnerAsync(
        string name, Action<string?> changed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changed);
        if (!BusName.IsValid(name)) throw new ArgumentException($"'{name}' is not a bus name.", nameof(name));
        var watch = new NameOwnerWatch((_, owner) => changed(owner));
        MatchRule rule = NameOwnerWatch.Rule with { Arg0 = name };
        return await StartWatchAsync(rule, watch.OnSignal, () => watch.AskAsync(this, name, cancellationToken), cancellationToken);
    }

    /// <summary>Follows who owns the names of a namespace: "com.example" covers "com.example" and "com.example.Foo".</summary>
    /// <param name="nameSpace">A well-known name or the beginning of one, without a dot at the end.</param>
    /// <param name="changed">
    /// Called on the receive loop with name and owner: first for each name that has an owner, then at each change. Must not block.
    /// </param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>Dispose of it to stop. When the task completes, every name that had an owner has been told.</returns>
    /// <exception cref="DBusException">As for every call.</exception>
    public async Task<IAsyncDisposable> WatchNamespaceOwnersAsync(
        string nameSpace, Action<string, string?> changed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changed);
        if (!BusName.IsNamespace(nameSpace))
            throw new ArgumentException($"'{nameSpace}' is not the beginning of a bus name.", nameof(nameSpace));
        var watch = new NameOwnerWatch(changed);
        MatchRule rule = NameOwnerWatch.Rule with { Arg0Namespace = nameSpace };
        return await StartWatchAsync(rule, watch.OnSignal, () => watch.AskAllAsync(this, nameSpace, cancellationToken), cancellationToken);
    }

    /// <summary>Subscribes to signals.</summary>
    /// <param name="rule">Which ones. A well-known sender stands for its present owner.</param>
    /// <param name="handler">
    /// Called on the receive loop, in the order of arrival. Must not block; what it throws goes to
    /// <see cref="DBusConnectionOptions.OnHandlerException"/>.
    /// </param>
    /// <param name="cancellationToken">Gives up subscribing.</param>
    /// <returns>Dispose of it to unsubscribe. When the task completes, the bus knows the rule.</returns>
    /// <exception cref="ArgumentException">The rule is not valid.</exception>
    /// <exception cref="DBusException">As for every call.</exception>
    public Task<IAsyncDisposable> SubscribeAsync(MatchRule rule, Action<Message> handler, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(handler);
        rule.Validate();
        return _subscriptions.AddAsync(rule, handler, cancellationToken);
    }

    /// <summary>A call of the bus with one string; <paramref name="onAnswer"/> runs on the receive loop.</summary>
    internal Task<Message> CallBusAsync(string member, string argument, Action<Message>? onAnswer, CancellationToken cancellationToken)
    {
        MessageWriter call = CreateBusCall(member, "s");
        call.WriteString(argument);
        return Call(ref call, null, onAnswer, cancellationToken);
    }

    /// <summary>Tells the bus something without waiting for an answer; on a closed connection nobody needs to know.</summary>
    internal void TellBus(string member, string argument)
    {
        MessageWriter call = CreateMethodCall(BusServiceName, BusPath, BusInterface, member, "s", MessageFlags.NoReplyExpected);
        call.WriteString(argument);
        try
        {
            Send(ref call);
        }
        catch (DBusDisconnectedException)
        {
            // The bus has forgotten this connection and all it knew of it.
        }
    }

    internal async Task<string?> GetNameOwnerAsync(string name, Action<string?>? onAnswer, CancellationToken cancellationToken)
    {
        try
        {
            Message answer = await CallBusAsync("GetNameOwner", name, Answered, cancellationToken);
            return answer.GetReader().ReadString();
        }
        catch (DBusErrorException exception) when (exception.ErrorName == DBusErrorNames.NameHasNoOwner)
        {
            return null;
        }

        void Answered(Message answer)
        {
            if (answer.Type == MessageType.MethodReturn) onAnswer?.Invoke(answer.GetReader().ReadString());
            else if (answer.ErrorName == DBusErrorNames.NameHasNoOwner) onAnswer?.Invoke(null);
        }
    }

    internal async Task<IReadOnlyList<string>> ListNamesAsync(Action<Message>? onAnswer, CancellationToken cancellationToken)
    {
        Message answer = await Call();
        return answer.GetReader().ReadStringArray();

        Task<Message> Call()
        {
            MessageWriter call = CreateBusCall("ListNames", "");
            return this.Call(ref call, null, onAnswer, cancellationToken);
        }
    }

    private MessageWriter CreateBusCall(string member, string signature)
    {
        if (_options.IsPeerToPeer) throw new InvalidOperationException($"There is no bus to call {member}: the connection is to a peer.");
        return CreateMethodCall(BusServiceName, BusPath, BusInterface, member, signature);
    }

    private async Task<string> HelloAsync(CancellationToken cancellationToken)
    {
        Message answer = await Call();
        return answer.GetReader().ReadString();

        Task<Message> Call()
        {
            MessageWriter call = CreateBusCall("Hello", "");
            return CallAsync(ref call, Timeout.InfiniteTimeSpan, cancellationToken); // The deadline of connecting holds.
        }
    }

    private async Task<IAsyncDisposable> StartWatchAsync(
        MatchRule rule, Action<Message> onSignal, Func<Task> askAsync, CancellationToken cancellationToken)
    {
        IAsyncDisposable subscription = await SubscribeAsync(rule, onSignal, cancellationToken);
        try
        {
            await askAsync();
            return subscription;
        }
        catch
        {
            await subscription.DisposeAsync();
            throw;
        }
    }
}
