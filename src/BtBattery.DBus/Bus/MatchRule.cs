using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace BtBattery.DBus;

/// <summary>
/// Which messages are wanted: every property that is not null must fit (D-Bus specification, "Match Rules"). The text form is what
/// the bus is told; two rules are equal if their texts are.
/// </summary>
public sealed record MatchRule
{
    private const int MaxArgument = 63; // D-Bus specification: argument matches go from 0 to 63.

    /// <summary>Kind of message; null for any. Only signals reach a subscription.</summary>
    public MessageType? Type { get; init; } = MessageType.Signal;

    /// <summary>Bus name of the sender. A well-known name fits the messages of its present owner.</summary>
    public string? Sender { get; init; }

    /// <summary>Interface.</summary>
    public string? Interface { get; init; }

    /// <summary>Name of the signal.</summary>
    public string? Member { get; init; }

    /// <summary>Path of the object; not together with <see cref="PathNamespace"/>.</summary>
    public string? Path { get; init; }

    /// <summary>An object path: it and everything below.</summary>
    public string? PathNamespace { get; init; }

    /// <summary>Unique name that the message is sent to.</summary>
    public string? Destination { get; init; }

    /// <summary>The first argument, a string.</summary>
    public string? Arg0
    {
        get => Args.GetValueOrDefault(0);
        init => Args = value is null ? Args.Remove(0) : Args.SetItem(0, value);
    }

    /// <summary>The first argument as a bus name: it and everything below it ("com.example" fits "com.example.Foo").</summary>
    public string? Arg0Namespace { get; init; }

    /// <summary>The first argument, a string or object path: equal, or one is a directory (ends with "/") above the other.</summary>
    public string? Arg0Path
    {
        get => ArgPaths.GetValueOrDefault(0);
        init => ArgPaths = value is null ? ArgPaths.Remove(0) : ArgPaths.SetItem(0, value);
    }

    /// <summary>Values that string arguments must have, by index from 0 to 63.</summary>
    public ImmutableSortedDictionary<int, string> Args { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>Paths that string or object path arguments must fit, by index from 0 to 63.</summary>
    public ImmutableSortedDictionary<int, string> ArgPaths { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    /// <inheritdoc/>
    public bool Equals(MatchRule? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The rule as the bus reads it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, "type", TypeText());
        Append(text, "sender", Sender);
        Append(text, "interface", Interface);
        Append(text, "member", Member);
        Append(text, "path", Path);
        Append(text, "path_namespace", PathNamespace);
        Append(text, "destination", Destination);
        Append(text, "arg0namespace", Arg0Namespace);
        foreach ((int index, string value) in Args) Append(text, string.Create(CultureInfo.InvariantCulture, $"arg{index}"), value);
        foreach ((int index, string value) in ArgPaths)
            Append(text, string.Create(CultureInfo.InvariantCulture, $"arg{index}path"), value);
        return text.ToString();
    }

    /// <summary>True if the message fits. The sender is compared as it stands; who owns a well-known name is not known here.</summary>
    public bool Matches(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (Sender is null || Sender == message.Sender) && MatchesApartFromSender(message);
    }

    internal bool MatchesApartFromSender(Message message) =>
        (Type is null || Type == message.Type)
        && (Interface is null || Interface == message.Interface)
        && (Member is null || Member == message.Member)
        && (Path is null || Path == message.Path)
        && (PathNamespace is null || (message.Path is { } path && ObjectPath.IsInNamespace(path, PathNamespace)))
        && (Destination is null || Destination == message.Destination)
        && MatchesArguments(message);

    /// <exception cref="ArgumentException">The bus would refuse the rule.</exception>
    internal void Validate()
    {
        Check(Type is null || TypeText() is not null, "the type is not a kind of message");
        Check(Sender is null || BusName.IsValid(Sender), "the sender is not a bus name");
        Check(Interface is null || InterfaceName.IsValid(Interface), "the interface is not a valid name");
        Check(Member is null || MemberName.IsValid(Member), "the member is not a valid name");
        Check(Path is null || ObjectPath.IsValid(Path), "the path is not an object path");
        Check(PathNamespace is null || ObjectPath.IsValid(PathNamespace), "the path namespace is not an object path");
        Check(Path is null || PathNamespace is null, "it has both a path and a path namespace");
        Check(Destination is null || BusName.IsUnique(Destination), "the destination is not a unique name");
        Check(Arg0Namespace is null || BusName.IsNamespace(Arg0Namespace), "arg0namespace is not a bus name or an element of one");
        Check(Args.Keys.Concat(ArgPaths.Keys).All(index => index is >= 0 and <= MaxArgument), "an argument index is not within 0 to 63");
        Check(!Args.Values.Concat(ArgPaths.Values).Any(value => value.Contains('\0')), "a value contains NUL");
    }

    private static void Append(StringBuilder text, string key, string? value)
    {
        if (value is null) return;
        if (text.Length > 0) text.Append(',');

        // Inside quotes everything stands for itself; an apostrophe is written outside of them, behind a backslash.
        text.Append(key).Append("='").Append(value.Replace("'", @"'\''", StringComparison.Ordinal)).Append('\'');
    }

    private string? TypeText() => Type switch
    {
        MessageType.MethodCall => "method_call",
        MessageType.MethodReturn => "method_return",
        MessageType.Error => "error",
        MessageType.Signal => "signal",
        _ => null,
    };

    private void Check(bool isRight, string what)
    {
        if (!isRight) throw new ArgumentException($"The match rule {this} is not valid: {what}.");
    }

    private bool MatchesArguments(Message message)
    {
        if (Args.IsEmpty && ArgPaths.IsEmpty && Arg0Namespace is null) return true;
        int last = Math.Max(LastOf(Args), LastOf(ArgPaths));
        MessageReader reader = message.GetReader();
        for (int index = 0; index <= last; index++)
        {
            bool isWanted = Args.ContainsKey(index) || ArgPaths.ContainsKey(index) || (index == 0 && Arg0Namespace is not null);
            DBusType type = reader.NextType;
            if (isWanted)
            {
                if (type is not (DBusType.String or DBusType.ObjectPath)) return false;
                string value = type == DBusType.String ? reader.ReadString() : reader.ReadObjectPath();
                if (!MatchesArgument(index, value, type)) return false;
            }
            else
            {
                if (type == DBusType.Invalid) return false;
                reader.Skip();
            }
        }

        return true;
    }

    // Nearly all rules look at the first argument only.
    private static int LastOf(ImmutableSortedDictionary<int, string> wanted) =>
        wanted.IsEmpty || (wanted.Count == 1 && wanted.ContainsKey(0)) ? 0 : wanted.Keys.Last();

    private bool MatchesArgument(int index, string value, DBusType type)
    {
        if (Args.TryGetValue(index, out string? text) && (type != DBusType.String || text != value)) return false;
        if (ArgPaths.TryGetValue(index, out string? path) && !IsSameOrDirectory(path, value)) return false;
        if (index != 0 || Arg0Namespace is not { } prefix) return true;
        return type == DBusType.String && value.StartsWith(prefix, StringComparison.Ordinal)
            && (value.Length == prefix.Length || value[prefix.Length] == '.');
    }

    private static bool IsSameOrDirectory(string path, string value) =>
        path == value
        || (path.EndsWith('/') && value.StartsWith(path, StringComparison.Ordinal))
        || (value.EndsWith('/') && path.StartsWith(value, StringComparison.Ordinal));
}
