using System.Globalization;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Driver.Publish;

/// <summary>Why a limit is what it is: as a word for programs, in two words for a screen, and in a phrase with all its numbers.</summary>
public static class LimitWords
{
    private static readonly string[] s_codes = Enum.GetNames<LimitCause>();

    private static readonly int s_kinds = Enum.GetValues<LimitKind>().Length;

    /// <summary>Made when first needed, since most of them never are: of each kind and cause, of the bank and of each battery.</summary>
    private static readonly string?[] s_short = new string?[s_kinds * s_codes.Length * (BankNode.MostMembers + 1)];

    /// <summary>The word for programs, such as <c>CellVoltage</c>.</summary>
    public static string CodeOf(LimitCause cause) => s_codes[(int)cause];

    /// <summary>
    /// Two words for a screen, such as <c>Cell Voltage</c>, in a bank with the battery before them: <c>B2 Cell Voltage</c>. The words are those that owners of other
    /// drivers know, where there are such. No text is made anew once it was asked for.
    /// </summary>
    /// <param name="kind">Of which limit.</param>
    /// <param name="candidate">Why.</param>
    /// <param name="members">How many batteries the bank has.</param>
    public static string Short(LimitKind kind, in Candidate candidate, int members)
    {
        int battery = members > 1 && candidate.Battery <= BankNode.MostMembers ? candidate.Battery : 0;
        int index = (((int)kind * s_codes.Length) + (int)candidate.Cause) * (BankNode.MostMembers + 1) + battery;
        return s_short[index] ??= battery == 0 ? Key(kind, candidate.Cause) : string.Create(CultureInfo.InvariantCulture, $"B{battery} {Key(kind, candidate.Cause)}");
    }

    /// <summary>What it comes from, with battery, cell and reading: <c>B2 Starboard, cell 7 at 3.462 V</c>. Without what it leaves.</summary>
    /// <param name="kind">Of which limit.</param>
    /// <param name="candidate">Why.</param>
    /// <param name="names">What the batteries are called, battery 1 first; of one alone the name is not said.</param>
    public static string Reason(LimitKind kind, in Candidate candidate, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string whole = Whole(kind, candidate);

        // What stands apart is told with its name already.
        bool isNamed = candidate is { Cause: LimitCause.ReconnectGuard, Note.Length: > 0 };
        return !isNamed && BatteryOf(candidate, names) is { } battery ? $"{battery}, {whole}" : whole;
    }

    /// <summary>What a limit leaves and why: <c>12.5 A: B2 Starboard, cell 7 at 3.462 V</c>; of one that claims nothing why it does not.</summary>
    /// <param name="kind">Which limit.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="names">What the batteries are called, battery 1 first.</param>
    public static string Long(LimitKind kind, Limit limit, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(limit);
        string reason = Reason(kind, limit.Deciding, names);
        return limit.Value is double value ? $"{Amount(kind, value)}: {reason}" : $"not given: {reason}";
    }

    /// <summary>The number with its unit: <c>12.5 A</c>, <c>27.60 V</c>.</summary>
    public static string Amount(LimitKind kind, double value) =>
        value.ToString(kind == LimitKind.ChargeVoltage ? "0.00 'V'" : "0.0 'A'", CultureInfo.InvariantCulture);

    /// <summary>What limit that is: <c>Charge current</c>.</summary>
    public static string NameOf(LimitKind kind) => kind switch
    {
        LimitKind.ChargeVoltage => "Charge voltage",
        LimitKind.ChargeCurrent => "Charge current",
        LimitKind.DischargeCurrent => "Discharge current",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A limit without a name."),
    };

    /// <summary>What the batteries of a bank are called; battery 1 first.</summary>
    public static string[] NamesOf(BankView bank)
    {
        ArgumentNullException.ThrowIfNull(bank);
        string[] names = new string[bank.Wiring.Members.Count];
        Collect(bank, names);
        return names;
    }

    private static void Collect(BankView part, string[] names)
    {
        if (part.Member is { } member)
        {
            names[member.Number - 1] = member.Label;
        }

        for (int i = 0; i < part.Parts.Count; i++)
        {
            Collect(part.Parts[i], names);
        }
    }

    private static string Key(LimitKind kind, LimitCause cause) => cause switch
    {
        LimitCause.Configured => kind switch
        {
            LimitKind.ChargeVoltage => "Max Cell Voltage",
            LimitKind.ChargeCurrent => "Max Battery Charge Current",
            _ => "Max Battery Discharge Current",
        },
        LimitCause.NotConfigured => "Not Configured",
        LimitCause.CellVoltage => "Cell Voltage",
        LimitCause.Temperature => "Temp",
        LimitCause.MosTemperature => "MOSFET",
        LimitCause.Soc => "SoC",
        LimitCause.Protection or LimitCause.FetOpen => "BMS",
        LimitCause.ProtectionUnknown or LimitCause.FetUnknown => "BMS Unknown",
        LimitCause.CellUnknown => "Cell Voltage Unknown",
        LimitCause.SocUnknown => "SoC Unknown",
        LimitCause.TemperatureUnknown => "Temp Unknown",
        LimitCause.SensorLost => "Temp Sensor Lost",
        LimitCause.NoSensor => "No Temp Sensor",
        LimitCause.Silent => "No Data",
        LimitCause.ReconnectGuard => "Reconnect",
        LimitCause.Share => "Share",
        LimitCause.Parts => "Sum",
        LimitCause.Recovery => "Recovery",
        LimitCause.Stage => "Charge Stage",
        LimitCause.Penalty => "Cell Voltage Penalty",
        LimitCause.CellOvervoltage => "Cell Overvoltage",
        LimitCause.ChargeBlocked => "Charge Blocked",
        LimitCause.NotKnown => "Waiting For Data",
        LimitCause.Chemistry => "Wrong Chemistry",
        LimitCause.CellCount => "Wrong Cell Count",
        LimitCause.WrongBank => "Wrong Bank",
        LimitCause.Refused => "Refused",
        LimitCause.Error => "Program Error",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "A cause without words."),
    };

    private static string Whole(LimitKind kind, in Candidate candidate) => candidate switch
    {
        { Note: not { Length: > 0 } } => What(kind, candidate),
        { Cause: LimitCause.SensorLost } => $"{candidate.Note} gives no value any more",

        // A note that says all of it.
        { Cause: LimitCause.Silent or LimitCause.NotKnown or LimitCause.ReconnectGuard or LimitCause.FetOpen or LimitCause.FetUnknown } => candidate.Note,
        { Cause: LimitCause.Share, Reading: null } => candidate.Note,
        _ => $"{What(kind, candidate)}: {candidate.Note}",
    };

    private static string What(LimitKind kind, in Candidate candidate) => candidate.Cause switch
    {
        LimitCause.Configured => $"the most that is configured ({ConfiguredKey(kind)})",
        LimitCause.NotConfigured =>
            $"a share of its capacity{Said(" of ", candidate, "0.# 'Ah'")}, since MAX_BATTERY_CHARGE_CURRENT and MAX_BATTERY_DISCHARGE_CURRENT are not both set",
        LimitCause.CellVoltage => $"{Cell(candidate)}{At(candidate, "0.000 'V'")}",
        LimitCause.Temperature => $"{Sensor(candidate)}{At(candidate, "0.0 '°C'")}",
        LimitCause.MosTemperature => $"the MOSFETs{At(candidate, "0.0 '°C'")}",
        LimitCause.Soc => $"the state of charge{At(candidate, "0.# '%'")}",
        LimitCause.Protection => "a protection of the BMS is up",
        LimitCause.ProtectionUnknown => "the BMS does not say whether a protection is up",
        LimitCause.FetOpen => $"the BMS has switched {Direction(kind)} off",
        LimitCause.FetUnknown => $"the BMS does not say whether it lets a {Direction(kind)} current through",
        LimitCause.CellUnknown => candidate.Number > 0 ? $"the voltage of {Cell(candidate)} is not known" : "not the voltage of every cell is known",
        LimitCause.SocUnknown => "the state of charge is not known",
        LimitCause.TemperatureUnknown => "its temperatures are not known",
        LimitCause.SensorLost => $"{Sensor(candidate)} gives no value any more",
        LimitCause.NoSensor => "it has no temperature sensor (NO_SENSOR_CURRENT_FRACTION)",
        LimitCause.Silent => "no fresh data",
        LimitCause.ReconnectGuard => $"it is switched off and stands apart from the others{Said(" by ", candidate, "0.00 'V'")}",
        LimitCause.Share => candidate.Reading is double share
            ? string.Create(CultureInfo.InvariantCulture, $"of the whole current it carries {share:0.#} %, and no more than its own limit")
            : "of the whole current it carries no more than its own limit",
        LimitCause.Parts => "what its parts bear together",
        LimitCause.Recovery => "on its way up again: it rises after a hold and by a ramp",
        LimitCause.Stage => "the stage of charging",
        LimitCause.Penalty => $"{Cell(candidate)}{At(candidate, "0.000 'V'")} is high",
        LimitCause.CellOvervoltage => $"{Cell(candidate)}{At(candidate, "0.000 'V'")} is above MAX_CELL_VOLTAGE",
        LimitCause.ChargeBlocked => "no charge current is allowed (BLOCKED_CELL_VOLTAGE)",
        LimitCause.NotKnown => "not every battery has answered, or too long ago",
        LimitCause.Chemistry => $"{Cell(candidate)}{At(candidate, "0.000 'V'")} is outside of what CHEMISTRY allows",
        LimitCause.CellCount => "it does not have the cells it should have",
        LimitCause.WrongBank => "other devices measure another voltage",
        LimitCause.Refused => "the batteries do not belong together as they are wired",
        LimitCause.Error => "the program failed to work it out, which is a bug",
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.Cause, "A cause without words."),
    };

    private static string ConfiguredKey(LimitKind kind) => kind switch
    {
        LimitKind.ChargeVoltage => "MAX_CELL_VOLTAGE for every cell",
        LimitKind.ChargeCurrent => "MAX_BATTERY_CHARGE_CURRENT",
        _ => "MAX_BATTERY_DISCHARGE_CURRENT",
    };

    private static string Direction(LimitKind kind) => kind == LimitKind.DischargeCurrent ? "discharge" : "charge";

    private static string Cell(in Candidate candidate) => candidate.Number > 0 ? string.Create(CultureInfo.InvariantCulture, $"cell {candidate.Number}") : "a cell";

    private static string Sensor(in Candidate candidate) =>
        candidate.Number > 0 ? string.Create(CultureInfo.InvariantCulture, $"temperature sensor {candidate.Number}") : "a temperature sensor";

    private static string At(in Candidate candidate, string format) => Said(" at ", candidate, format);

    private static string Said(string before, in Candidate candidate, string format) =>
        candidate.Reading is double reading ? before + reading.ToString(format, CultureInfo.InvariantCulture) : "";

    private static string? BatteryOf(in Candidate candidate, IReadOnlyList<string> names) =>
        names.Count > 1 && candidate.Battery > 0 && candidate.Battery <= names.Count
            ? string.Create(CultureInfo.InvariantCulture, $"B{candidate.Battery} {names[candidate.Battery - 1]}")
            : null;
}
