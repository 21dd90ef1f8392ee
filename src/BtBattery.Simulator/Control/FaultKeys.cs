using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Control;

/// <summary>The faults that "fault" knows: one line per fault. "=off" ends one, "restore" ends all.</summary>
internal static class FaultKeys
{
    private static readonly Dictionary<string, FaultKey> Keys = new Dictionary<string, FaultKey>
    {
        ["silent"] = Flag((faults, on) => faults.IsSilent = on),
        ["refuse"] = Flag((faults, on) => faults.RefusesConnections = on),
        ["connfail"] = Count("N", (faults, times) => faults.FailingConnections.Left = times),
        ["connect-hangs"] = Flag((faults, on) => faults.ConnectHangs = on),
        ["connect-error"] = Error(faults => faults.ConnectErrors, "le-connection-abort-by-local"),
        ["attributes-hang"] = Flag((faults, on) => faults.AttributesHang = on),
        ["never-resolves"] = Flag((faults, on) => faults.NeverResolves = on),
        ["no-services"] = Flag((faults, on) => faults.HidesServices = on),
        ["notify-error"] = Error(faults => faults.NotifyErrors, "Characteristic not available"),
        ["deaf"] = Flag((faults, on) => faults.IsDeaf = on),
        ["write-error"] = Error(faults => faults.WriteErrors, "Failed to initiate write"),
        ["write-hangs"] = Flag((faults, on) => faults.WritesHang = on),
        ["delay"] = Time((faults, span) => faults.ReplyDelay = span),
        ["piece-delay"] = Time((faults, span) => faults.PieceDelay = span),
        ["corrupt"] = Count("N", (faults, every) => faults.CorruptEvery = every),
        ["truncate"] = Count("N", (faults, every) => faults.TruncateEvery = every),
        ["duplicate"] = Count("N", (faults, every) => faults.DuplicateEvery = every),
        ["foreign"] = Count("N", (faults, every) => faults.ForeignEvery = every),
        ["lose"] = Count("N", (faults, every) => faults.LoseEvery = every),
        ["noise"] = new("HEX", (faults, text) => faults.Noise = text == "off" ? [] : Bytes(text)),
    };

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

    /// <summary>All faults in words.</summary>
    public static string Names =>
        string.Join(", ", Keys.Select(key => key.Value.Value.Length == 0 ? key.Key : $"{key.Key}={key.Value.Value}"));

    /// <summary>Sets the fault that "what", "what=value" or "what=off" names.</summary>
    public static void Apply(Faults faults, string assignment)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? assignment : assignment[..equals];
        if (!Keys.TryGetValue(name, out FaultKey? key)) throw new ControlException($"there is no fault {name}; there are {Names}");
        if (equals < 0 && key.Value.Length > 0) throw new ControlException($"{name} needs a value: {name}={key.Value}");
        key.Set(faults, equals < 0 ? "on" : assignment[(equals + 1)..]);
    }

    /// <summary>A time given in seconds.</summary>
    public static TimeSpan Seconds(string text, double least) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds >= least && seconds <= 1e6
            ? TimeSpan.FromSeconds(seconds) : throw new ControlException($"{text} is not a number of seconds");

    private static FaultKey Flag(Action<Faults, bool> set) => new("", (faults, text) => set(faults, text switch
    {
        "on" => true,
        "off" => false,
        _ => throw new ControlException($"{text} is neither on nor off"),
    }));

    private static FaultKey Time(Action<Faults, TimeSpan> set) =>
        new("SECONDS", (faults, text) => set(faults, text == "off" ? TimeSpan.Zero : Seconds(text, least: 0)));

    private static FaultKey Count(string value, Action<Faults, int> set) => new(value, (faults, text) => set(faults, Number(text)));

    /// <summary>NAME, NAME/text, and *N behind either for so many times; without it always.</summary>
    private static FaultKey Error(Func<Faults, InjectedErrors> errors, string failedText) => new("NAME[/TEXT][*N]", (faults, text) =>
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

    private static byte[] Bytes(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException problem)
        {
            throw new ControlException($"{text} is not hexadecimal", problem);
        }
    }

    /// <param name="Value">What follows the equals sign, in the notation of a manual; empty = nothing.</param>
    /// <param name="Set">Takes the text behind the equals sign; "on" if there is none.</param>
    private sealed record FaultKey(string Value, Action<Faults, string> Set);
}
