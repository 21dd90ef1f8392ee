using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using IniParser.Exceptions;
using IniParser.Model;
using IniParser.Parser;

namespace BtBattery.Driver.Options;

/// <summary>
/// Reads the settings of one battery from one INI file: section <c>[DEFAULT]</c> for all, section
/// <c>[AA:BB:CC:DD:EE:FF]</c> for one. The only place that knows the file.
/// </summary>
public static class BatterySettingsFile
{
    private const string CommonSection = "DEFAULT";

    private static readonly Dictionary<string, Key> s_keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BMS_TYPE"] = new(
            "one of " + string.Join(", ", BmsCatalog.Families.Select(family => family.Id)) + ", or nothing to find out by asking",
            (settings, text) => text.Length == 0 ? settings with { BmsType = null }
                : BmsCatalog.Find(text) is BmsFamily family ? settings with { BmsType = family.Id } : null),
        ["PASSWORD"] = new(
            "the six characters of the battery's password, without quotes",
            (settings, text) => text.Length == 0 ? settings with { Password = null }
                : BmsOptions.IsPassword(text) ? settings with { Password = text } : null,
            IsSecret: true),
        ["PIN"] = new(
            "the passkey of the battery, up to six digits, without quotes",
            (settings, text) => text.Length == 0 ? settings with { Pin = null }
                : text.Length <= 6 && text.All(char.IsAsciiDigit) ? settings with { Pin = text } : null,
            IsSecret: true),
        ["ALLOW_SWITCHING"] = new(
            "True or False",
            (settings, text) => ReadSwitch(text) is bool allow ? settings with { AllowSwitching = allow } : null),
        ["INVERT_CURRENT_MEASUREMENT"] = new(
            "1, or -1 if the current has the wrong sign",
            (settings, text) => text switch
            {
                "1" => settings with { InvertCurrent = false },
                "-1" => settings with { InvertCurrent = true },
                _ => null,
            }),
    };

    /// <summary>The settings that hold for one battery.</summary>
    /// <param name="text">Contents of the file.</param>
    /// <param name="address">The battery.</param>
    /// <exception cref="SettingsException">The file is wrong; one sentence about the first fault.</exception>
    public static BatterySettings Read(string text, BatteryAddress address)
    {
        IniData data;
        try
        {
            var parser = new IniDataParser();
            parser.Configuration.CommentRegex = new System.Text.RegularExpressions.Regex("^\\s*[#;](.*)");
            data = parser.Parse(text);
        }
        catch (ParsingException exception)
        {
            throw new SettingsException(exception.Message.ReplaceLineEndings(" "), exception);
        }

        if (data.Global.Count > 0)
        {
            throw new SettingsException($"{data.Global.First().KeyName} stands before the first section: put [DEFAULT] or [{address}] above it.");
        }

        BatterySettings settings = new();
        SectionData? own = null;
        foreach (SectionData section in data.Sections)
        {
            if (section.SectionName.Equals(CommonSection, StringComparison.OrdinalIgnoreCase))
            {
                settings = Apply(settings, section);
            }
            else if (!BatteryAddress.TryParse(section.SectionName, out BatteryAddress other))
            {
                throw new SettingsException($"[{section.SectionName}] is neither [DEFAULT] nor the address of a battery.");
            }
            else
            {
                // Those of other batteries are read all the same, so that a typo shows at once.
                _ = Apply(settings, section);
                if (other == address)
                {
                    own = own is null ? section : throw new SettingsException($"There are two sections for {address}; put all its keys under one.");
                }
            }
        }

        // The battery's own section wins wherever in the file it stands.
        return own is null ? settings : Apply(settings, own);
    }

    private static BatterySettings Apply(BatterySettings settings, SectionData section)
    {
        foreach (KeyData key in section.Keys)
        {
            if (!s_keys.TryGetValue(key.KeyName, out Key? known))
            {
                throw new SettingsException($"[{section.SectionName}] {key.KeyName} is not a key; there are {string.Join(", ", s_keys.Keys)}.");
            }

            settings = known.Read(settings, key.Value.Trim())
                ?? throw new SettingsException($"[{section.SectionName}] {key.KeyName} = {(known.IsSecret ? "…" : key.Value)}: give {known.Expected}.");
        }

        return settings;
    }

    private static bool? ReadSwitch(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => null,
    };

    /// <param name="Expected">What to give, for the complaint.</param>
    /// <param name="Read">The settings with that value; null if it is none.</param>
    /// <param name="IsSecret">True if a value is not to be shown: one that was mistyped is still a secret.</param>
    private sealed record Key(string Expected, Func<BatterySettings, string, BatterySettings?> Read, bool IsSecret = false);
}
