namespace BtBattery.Driver.Configuration;

/// <summary>Stable names of what can be found wrong, for programs; listed in docs/tools/check-config.md.</summary>
public static class FindingCodes
{
    /// <summary>No file is where one was named.</summary>
    public const string MissingFile = "missing_file";

    /// <summary>A file is there and cannot be read.</summary>
    public const string UnreadableFile = "unreadable_file";

    /// <summary>A file is larger than any configuration is.</summary>
    public const string HugeFile = "huge_file";

    /// <summary>A file is not UTF-8 text.</summary>
    public const string BadEncoding = "bad_encoding";

    /// <summary>A line is no comment, no section and no setting.</summary>
    public const string BadLine = "bad_line";

    /// <summary>A key stands before the first section.</summary>
    public const string NoSection = "no_section";

    /// <summary>A section has no meaning.</summary>
    public const string UnknownSection = "unknown_section";

    /// <summary>A section is there twice.</summary>
    public const string DuplicateSection = "duplicate_section";

    /// <summary>A section is for a battery that is not served.</summary>
    public const string UnusedSection = "unused_section";

    /// <summary>A key does not exist.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>A key is there twice in one section.</summary>
    public const string DuplicateKey = "duplicate_key";

    /// <summary>A key of former drivers that does nothing.</summary>
    public const string DeadKey = "dead_key";

    /// <summary>A key stands where its value cannot hold.</summary>
    public const string WrongPlace = "wrong_place";

    /// <summary>A remark stands behind a value.</summary>
    public const string InlineComment = "inline_comment";

    /// <summary>A value is not of its kind.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A number is too large or too small.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>A list has too few or too many numbers, or not as many as the list it goes with.</summary>
    public const string WrongLength = "wrong_length";

    /// <summary>A list or a row of thresholds is not in its order.</summary>
    public const string Unordered = "unordered";

    /// <summary>A curve does not come down to 0 where it should.</summary>
    public const string CurveEnd = "curve_end";

    /// <summary>Two values cannot both be meant.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>A voltage is one that cells of this chemistry do not bear.</summary>
    public const string Chemistry = "chemistry";

    /// <summary>The BMS protects before the driver does.</summary>
    public const string BmsProtection = "bms_protection";

    /// <summary>Boards of this type fall asleep without a link.</summary>
    public const string Sleeps = "sleeps";

    /// <summary>The wiring of the bank cannot be read, or does not fit the batteries.</summary>
    public const string BadTopology = "bad_topology";

    /// <summary>No battery is named.</summary>
    public const string NoBattery = "no_battery";

    /// <summary>A battery is named twice.</summary>
    public const string DuplicateBattery = "duplicate_battery";

    /// <summary>Two batteries have the same name.</summary>
    public const string DuplicateName = "duplicate_name";

    /// <summary>More batteries than one driver serves.</summary>
    public const string TooManyBatteries = "too_many_batteries";

    /// <summary>What was set on the screen does not hold.</summary>
    public const string Screen = "screen";

    /// <summary>An address or another word on the command line is wrong.</summary>
    public const string BadArgument = "bad_argument";
}
