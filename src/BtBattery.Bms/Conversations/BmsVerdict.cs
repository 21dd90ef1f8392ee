namespace BtBattery.Bms.Conversations;

/// <summary>What stands between this program and a battery, in words for its owner.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">One or two plain sentences: what is wrong and what to do.</param>
public sealed record BmsVerdict(BmsVerdictKind Kind, string Text)
{
    internal static BmsVerdict NoService { get; } = new(
        BmsVerdictKind.NoService, "The device has none of the Bluetooth services of a known battery. Check the address.");

    internal static BmsVerdict NoAnswer { get; } = new(
        BmsVerdictKind.NoAnswer, "The device is connected but answers no request of any known battery protocol.");

    internal static BmsVerdict PairingNeeded { get; } = new(
        BmsVerdictKind.PairingNeeded, "The board sends every request back, which means that it wants to be paired first. Set its PIN.");

    internal static BmsVerdict PasswordNeeded { get; } = new(
        BmsVerdictKind.PasswordNeeded, "The board asks for a password. Set PASSWORD to the six characters used in its app.");

    internal static BmsVerdict PasswordWrong { get; } = new(
        BmsVerdictKind.PasswordWrong,
        "The board refused the password. It is not offered again until the driver starts anew; correct PASSWORD first.");

    internal static BmsVerdict Unsupported(string what) => new(
        BmsVerdictKind.Unsupported, $"{what} speaks a protocol that is not supported.");

    internal static BmsVerdict UnknownVariant(string firstNotifications) => new(
        BmsVerdictKind.UnknownVariant,
        $"The device answers, but not as any known battery does. Please report this with what it sent: {firstNotifications}");
}
