using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Control;

/// <summary>The faults that "fault" knows: one line per fault. "=off" ends one, "restore" ends all.</summary>
internal static class FaultKeys
{
    private static readonly Dictionary<string, FaultKey<Faults>> Keys = new Dictionary<string, FaultKey<Faults>>
    {
        ["silent"] = FaultKey<Faults>.Flag((faults, on) => faults.IsSilent = on),
        ["refuse"] = FaultKey<Faults>.Flag((faults, on) => faults.RefusesConnections = on),
        ["connfail"] = FaultKey<Faults>.Count("N", (faults, times) => faults.FailingConnections.Left = times),
        ["connect-hangs"] = FaultKey<Faults>.Flag((faults, on) => faults.ConnectHangs = on),
        ["stale"] = FaultKey<Faults>.Flag((faults, on) => faults.IsStale = on),
        ["disconnect-hangs"] = FaultKey<Faults>.Flag((faults, on) => faults.DisconnectHangs = on),
        ["connect-error"] = FaultKey<Faults>.Error(faults => faults.ConnectErrors, "le-connection-abort-by-local"),
        ["attributes-hang"] = FaultKey<Faults>.Flag((faults, on) => faults.AttributesHang = on),
        ["never-resolves"] = FaultKey<Faults>.Flag((faults, on) => faults.NeverResolves = on),
        ["no-services"] = FaultKey<Faults>.Flag((faults, on) => faults.HidesServices = on),
        ["notify-error"] = FaultKey<Faults>.Error(faults => faults.NotifyErrors, "Characteristic not available"),
        ["notify-hangs"] = FaultKey<Faults>.Flag((faults, on) => faults.NotifyHangs = on),
        ["deaf"] = FaultKey<Faults>.Flag((faults, on) => faults.IsDeaf = on),
        ["write-error"] = FaultKey<Faults>.Error(faults => faults.WriteErrors, "Failed to initiate write"),
        ["write-hangs"] = FaultKey<Faults>.Flag((faults, on) => faults.WritesHang = on),
        ["delay"] = FaultKey<Faults>.Time((faults, span) => faults.ReplyDelay = span),
        ["piece-delay"] = FaultKey<Faults>.Time((faults, span) => faults.PieceDelay = span),
        ["corrupt"] = FaultKey<Faults>.Count("N", (faults, every) => faults.CorruptEvery = every),
        ["truncate"] = FaultKey<Faults>.Count("N", (faults, every) => faults.TruncateEvery = every),
        ["duplicate"] = FaultKey<Faults>.Count("N", (faults, every) => faults.DuplicateEvery = every),
        ["foreign"] = FaultKey<Faults>.Count("N", (faults, every) => faults.ForeignEvery = every),
        ["lose"] = FaultKey<Faults>.Count("N", (faults, every) => faults.LoseEvery = every),
        ["noise"] = new("HEX", (faults, text) => faults.Noise = text == "off" ? [] : Bytes(text)),
    };

    /// <summary>All faults in words.</summary>
    public static string Names => FaultKey<Faults>.Names(Keys);

    /// <summary>Sets the fault that "what", "what=value" or "what=off" names.</summary>
    public static void Apply(Faults faults, string assignment) => FaultKey<Faults>.Apply(Keys, faults, assignment);

    /// <summary>A time given in seconds.</summary>
    public static TimeSpan Seconds(string text, double least) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds >= least && seconds <= 1e6
            ? TimeSpan.FromSeconds(seconds) : throw new ControlException($"{text} is not a number of seconds");

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
}
