using BtBattery.Bms.Conversations;
using BtBattery.Driver.Links;

namespace BtBattery.Driver.Polling;

/// <summary>
/// Why a driver has no data, as a stable word for programs: what /Diagnostics/ProblemCode says beside the sentence in /Diagnostics/Problem.
/// </summary>
public static class ProblemCode
{
    /// <summary>The bus is gone.</summary>
    public const string NoBus = "no_bus";

    /// <summary>BlueZ is not on the bus.</summary>
    public const string NoBlueZ = "no_bluez";

    /// <summary>There is no adapter, or not the one asked for.</summary>
    public const string NoAdapter = "no_adapter";

    /// <summary>The adapter is switched off.</summary>
    public const string AdapterOff = "adapter_off";

    /// <summary>The adapter does not do what it is asked.</summary>
    public const string AdapterFails = "adapter_fails";

    /// <summary>The connection failed, or took too long.</summary>
    public const string ConnectFailed = "connect_failed";

    /// <summary>The battery did not advertise.</summary>
    public const string NotSeen = "not_seen";

    /// <summary>Another program is connected with it.</summary>
    public const string InUse = "in_use";

    /// <summary>A link that was up was ended by the battery or by another program.</summary>
    public const string Disconnected = "disconnected";

    /// <summary>None of the services of the protocol asked for.</summary>
    public const string NoSuchService = "no_such_service";

    /// <summary>It wants to be paired, and there is no PIN, or pairing with it was in vain.</summary>
    public const string PairingNeeded = "pairing_needed";

    /// <summary>Pairing failed.</summary>
    public const string PairingFailed = "pairing_failed";

    /// <summary>None of the services of any known battery.</summary>
    public const string NoService = "no_service";

    /// <summary>It wants a password, and none is configured.</summary>
    public const string PasswordNeeded = "password_needed";

    /// <summary>It refused the configured password.</summary>
    public const string PasswordWrong = "password_wrong";

    /// <summary>It answers, but nothing intelligible.</summary>
    public const string UnknownVariant = "unknown_variant";

    /// <summary>It speaks a protocol that is known and not supported.</summary>
    public const string Unsupported = "unsupported";

    /// <summary>The link was lent to a tool; it comes back by itself.</summary>
    public const string Released = "released";

    /// <summary>True if the radio of this machine works, and the battery was not reached by it.</summary>
    public static bool IsOutOfReach(string? code) => code is NotSeen or ConnectFailed;

    /// <summary>True if the battery was not even looked for, since this machine lacks something.</summary>
    public static bool IsOfThisMachine(string? code) => code is NoBus or NoBlueZ or NoAdapter or AdapterOff or AdapterFails;

    /// <summary>The code of a problem.</summary>
    public static string Of(LinkException problem) => problem is VerdictException { Verdict.Kind: var kind } ? Of(kind) : Of(problem.Problem);

    private static string Of(BmsVerdictKind kind) => kind switch
    {
        BmsVerdictKind.NoService => NoService,
        BmsVerdictKind.NoAnswer => "no_answer",
        BmsVerdictKind.PairingNeeded => PairingNeeded,
        BmsVerdictKind.PasswordNeeded => PasswordNeeded,
        BmsVerdictKind.PasswordWrong => PasswordWrong,
        BmsVerdictKind.UnknownVariant => UnknownVariant,
        BmsVerdictKind.Unsupported => Unsupported,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A verdict without a code."),
    };

    private static string Of(LinkProblem problem) => problem switch
    {
        LinkProblem.NoBus => NoBus,
        LinkProblem.NoBlueZ => NoBlueZ,
        LinkProblem.NoAdapter => NoAdapter,
        LinkProblem.AdapterOff => AdapterOff,
        LinkProblem.AdapterFails => AdapterFails,
        LinkProblem.NotSeen => NotSeen,
        LinkProblem.InUse => InUse,
        LinkProblem.ConnectFailed => ConnectFailed,
        LinkProblem.NotResolved => "not_resolved",
        LinkProblem.NoSuchService => NoSuchService,
        LinkProblem.TransferFailed => "transfer_failed",
        LinkProblem.LateAnswers => "late_answers",
        LinkProblem.PairingNeeded => PairingNeeded,
        LinkProblem.PairingFailed => PairingFailed,
        LinkProblem.Disconnected => Disconnected,
        LinkProblem.NoData => "no_data",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "A problem without a code."),
    };
}
