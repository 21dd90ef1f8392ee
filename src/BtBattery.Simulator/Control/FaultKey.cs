using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Control;

/// <summary>One fault of a battery or of an adapter.</summary>
/// <typeparam name="T">What has the fault.</typeparam>
/// <param name="Value">What follows the equals sign, in the notation of a manual; empty = nothing.</param>
/// <param name="Set">Takes the text behind the equals sign; "on" if there is none.</param>
internal sealed record FaultKey<T>(string Value, Action<T, string> Set)
{
    /// <summary>Texts BlueZ gives its errors when it has only one.</summary>
    private static readonly Dictionary<string, string> ErrorTexts = new Dictionary<string, string>
    {
        ["InProgress"] = "In Progress",
        ["AlreadyConnected"] = "Already Connected",
        ["NotConnected"] = "Not Connected",
        ["NotReady"] = "Resource Not Ready",
        ["NotAvailable"] = "Operation currently not available",
        ["NotSupported"] = "Operation is not supported",
        ["NotPermitted"] = "Not permitted",
        ["NotAuthorized"] = "Operation Not Authorized",
        ["AuthenticationFailed"] = "Authentication Failed",
        ["DoesNotExist"] = "Does Not Exist",
        ["InvalidValueLength"] = "Invalid Length",
    };

    /// <summary>The faults in words.</summary>
    public static string Names(IReadOnlyDictionary<string, FaultKey<T>> keys) =>
        string.Join(", ", keys.Select(key => key.Value.Value.Length == 0 ? key.Key : $"{key.Key}={key.Value.Value}"));

    /// <summary>Sets the fault that "what", "what=value" or "what=off" names.</summary>
    public static void Apply(IReadOnlyDictionary<string, FaultKey<T>> keys, T faults, string assignment)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? assignment : assignment[..equals];
        if (!keys.TryGetValue(name, out FaultKey<T>? key)) throw new ControlException($"there is no fault {name}; there are {Names(keys)}");
        if (equals < 0 && key.Value.Length > 0) throw new ControlException($"{name} needs a value: {name}={key.Value}");
        key.Set(faults, equals < 0 ? "on" : assignment[(equals + 1)..]);
    }

    public static FaultKey<T> Flag(Action<T, bool> set) => new("", (faults, text) => set(faults, text switch
    {
        "on" => true,
        "off" => false,
        _ => throw new ControlException($"{text} is neither on nor off"),
    }));

    public static FaultKey<T> Time(Action<T, TimeSpan> set) =>
        new("SECONDS", (faults, text) => set(faults, text == "off" ? TimeSpan.Zero : FaultKeys.Seconds(text, least: 0)));

    public static FaultKey<T> Count(string value, Action<T, int> set) => new(value, (faults, text) => set(faults, Number(text)));

    /// <summary>NAME, NAME/text, and *N behind either for so many times; without it always.</summary>
    public static FaultKey<T> Error(Func<T, InjectedErrors> errors, string failedText) => new("NAME[/TEXT][*N]", (faults, text) =>
    {
        if (text == "off")
        {
            errors(faults).Times.Left = 0;
            return;
        }
        int star = text.LastIndexOf('*');
        int times = star < 0 ? Repetition.Always : Number(text[(star + 1)..]);
        string[] parts = (star < 0 ? text : text[..star]).Split('/', 2);
        if (parts[0].Length == 0 || !parts[0].All(char.IsAsciiLetter))
            throw new ControlException($"{parts[0]} is not the name of a BlueZ error");
        errors(faults).Set(parts[0], parts.Length > 1 ? parts[1] : ErrorTexts.GetValueOrDefault(parts[0], failedText), times);
    });

    private static int Number(string text) => text switch
    {
        "off" => 0,
        "always" => Repetition.Always,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => number,
        _ => throw new ControlException($"{text} is not a number"),
    };
}
