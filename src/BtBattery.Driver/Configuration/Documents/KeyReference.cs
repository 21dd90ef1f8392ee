using System.Text;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Documents;

/// <summary>The document <c>docs/configuration.md</c>: how the files work, and every key.</summary>
public static class KeyReference
{
    private const int Width = 140;

    private const string Introduction =
        """
        # Configuration

        *This page is printed by the program: `btbattery check-config --print-docs`. Its source is the declaration of the keys in
        `src/BtBattery.Driver/Configuration/Keys`, where the checks and `default_config.ini` come from as well.*

        ## Files

        All are INI files. What is further down in this list wins:

        1. the default of a key, which for cell voltages depends on `CHEMISTRY`;
        2. `default_config.ini` beside the program, if it is there. It lists every key. A value in it that equals the declared default (for LFP) counts as not
           set, so an untouched file changes nothing; a value that was changed there holds;
        3. `config.ini` of the installation that the program lies in, else beside the program, or the file given with `--config`: the owner's file. `[DEFAULT]` first, then `[BANK]`, then the section of the
           battery;
        4. the battery's own file, if it was given with its address: `btbattery A4:C1:38:00:00:01:/data/starboard.ini`. Its keys stand under `[DEFAULT]`, or
           before any section;
        5. the command line;
        6. the screen, for keys marked *on the screen*, once they were changed there ([screen-settings.md](screen-settings.md)). *Only lower* and *only
           higher* mean that the files are a bound, and the stricter of both holds.

        The order of sections in a file does not matter. `btbattery check-config` shows every value in force and where it comes from
        ([tools/check-config.md](tools/check-config.md)).

        ```ini
        [DEFAULT]
        MAX_BATTERY_CHARGE_CURRENT = 50

        [BANK]
        BATTERIES = A4:C1:38:00:00:01, A4:C1:38:00:00:02
        TOPOLOGY = series

        [A4:C1:38:00:00:01]
        NAME = Starboard
        PASSWORD = 123456
        ```

        | section | what may stand there |
        |---|---|
        | `[DEFAULT]` | everything |
        | `[BANK]` | keys of the bank |
        | `[A4:C1:38:00:00:01]`, and a battery's own file | keys of a battery; others only if they repeat what holds |

        ## Writing them

        * One setting on a line, `KEY = value`. Keys and sections are found in any case. A remark begins with `;` or `#` and has a line of its own; behind a
          value it would become part of the value, and is refused.
        * A number has a point: `3.45`. Numbers of a list have commas between them.
        * True and False may be written True, Yes, On, 1 and False, No, Off, 0, in any case.
        * A key or a section that is there twice, or that does not exist, is an error, and so is a value out of its range or one that contradicts another.
          All that is wrong is told at once, with file and line and what to write instead.
        * Passwords and PINs are never printed, not even mistyped ones.

        ## When it is wrong

        With an error the driver does not start. While it runs it looks at its files every ten seconds; a change counts when two looks have seen the same. A
        bad change has no effect at all: the last good configuration stays in force, and there is a warning until the files are good again.

        ## Coming from dbus-btbattery

        `btbattery install --migrate` takes an installation over ([migration.md](migration.md)). Its files can be used as they are, too, with these differences:

        * `true`, `yes`, `on` and `1` mean true; there, everything but `True` meant false.
        * What it ignored in silence is an error here: unknown keys, text behind a value (`TIME_TO_SOC_POINTS` in its LFP sample), lists of unequal length.
        * Every key of a battery works in that battery's own file; there, only the two largest currents did. `config.ini` holds below it; there, it was
          left out.
        * Its Li-ion sample needs `CHEMISTRY = Li-ion`: without it 4.2 V is refused as more than LFP cells bear.
        * Keys that never did anything are taken with a warning:
        """;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter writer)
    {
        writer.Write(Introduction.ReplaceLineEndings("\n"));
        WriteLines(writer, string.Join(", ", DeadKeys.All.Keys.Select(name => $"`{name}`")) + ".", "\n  ", "  ");
        writer.Write("\n## Keys\n\n");
        WriteLines(writer, $"Keys marked as *{KeyText.NotInEffect}* are read and checked, and do nothing else so far.", "", "");
        KeyGroup? group = null;
        foreach (ConfigurationKey key in ConfigurationKeys.All)
        {
            if (key.Group != group)
            {
                group = key.Group;
                writer.Write($"\n### {group.Title}\n\n");
                WriteLines(writer, group.Text, "", "");
                writer.Write('\n');
            }

            Write(writer, key);
        }
    }

    private static void Write(TextWriter writer, ConfigurationKey key)
    {
        string standard = key.DefaultText(Chemistry.Lfp);
        var text = new StringBuilder($"* **`{key.Name}`**: {(standard.Length == 0 ? "no default" : $"default `{standard}`{Unit(key)}")}");
        if (key.DependsOnChemistry)
        {
            text.Append($", Li-ion `{key.DefaultText(Chemistry.LiIon)}`, LTO `{key.DefaultText(Chemistry.Lto)}`");
        }

        text.Append($"; {key.Expected}.{(key.IsInEffect ? "" : $" *({KeyText.NotInEffect})*")}{Screen(key)} {Escape(key.Effect)}");
        text.Append(key.Source is null ? "" : " " + Escape(key.Source));
        WriteLines(writer, text.ToString(), "", "  ");
    }

    private static string Screen(ConfigurationKey key) => key.OnScreen switch
    {
        OnScreen.Lower => " *(on the screen, only lower)*",
        OnScreen.Higher when key.Kind == KeyKind.Bool => " *(on the screen, only on)*",
        OnScreen.Higher => " *(on the screen, only higher)*",
        OnScreen.Override => " *(on the screen)*",
        _ => "",
    };

    private static string Unit(ConfigurationKey key) => key.Unit.Length > 0 ? " " + key.Unit : "";

    /// <summary>Names of keys as code; of the signs that Markdown would take for its own, those that occur are made harmless.</summary>
    private static string Escape(string text) => string.Join(' ', text.Replace("<", "\\<", StringComparison.Ordinal).Split(' ').Select(word =>
    {
        string name = word.TrimEnd('.', ',', ':', ';');
        return ConfigurationKeys.Find(name) is not null && name.Contains('_', StringComparison.Ordinal) ? $"`{name}`{word[name.Length..]}" : word;
    }));

    private static void WriteLines(TextWriter writer, string text, string first, string others)
    {
        string indent = first;
        foreach (string line in Wrapped.Lines(text, Width))
        {
            writer.Write($"{indent}{line}\n");
            indent = others;
        }
    }
}
