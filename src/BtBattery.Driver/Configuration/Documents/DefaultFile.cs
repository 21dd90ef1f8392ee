using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Documents;

/// <summary>The file <c>default_config.ini</c>: every key, its meaning and its default.</summary>
public static class DefaultFile
{
    private const int Width = 118;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter writer)
    {
        WriteRemark(writer, "Every key of btbattery, with its default (for LFP cells where it depends on CHEMISTRY).");
        writer.Write(";\n");
        WriteRemark(
            writer,
            "Write your own values into config.ini beside this file, under the same sections; an update replaces this file and leaves that one alone. "
            + "A value here that equals its default counts as not set; one that was changed here holds, below config.ini.");
        writer.Write(";\n");
        WriteRemark(writer, "[DEFAULT] holds for the driver and for all batteries, [BANK] for the bank, and a section such as [A4:C1:38:00:00:01] for one battery: "
            + "every key of the groups for batteries may stand there. A remark has a line of its own. 'btbattery check-config' shows what holds, and why.");
        writer.Write(";\n");
        WriteRemark(writer, $"Keys marked as {KeyText.NotInEffect} are read and checked, and do nothing else so far.");
        writer.Write("\n[DEFAULT]\n");
        KeyGroup? group = null;
        bool isBank = false;
        foreach (ConfigurationKey key in ConfigurationKeys.All)
        {
            if (key.Group != group)
            {
                group = key.Group;
                if (group.Scope == KeyScope.Bank && !isBank)
                {
                    isBank = true;
                    writer.Write("\n[BANK]\n");
                }

                writer.Write($"\n; ---- {group.Title} ----\n");
                WriteRemark(writer, group.Text);
            }

            writer.Write('\n');
            WriteKey(writer, key);
        }
    }

    private static void WriteKey(TextWriter writer, ConfigurationKey key)
    {
        WriteRemark(writer, key.Effect);
        WriteRemark(writer, KeyText.Expected(key));
        foreach (string? more in (string?[])[KeyText.OtherDefaults(key), key.Source, key.IsInEffect ? null : $"({KeyText.NotInEffect})"])
        {
            if (more is not null)
            {
                WriteRemark(writer, more);
            }
        }

        writer.Write($"{key.Name} = {key.DefaultText(Chemistry.Lfp)}".TrimEnd());
        writer.Write('\n');
    }

    private static void WriteRemark(TextWriter writer, string text)
    {
        foreach (string line in Wrapped.Lines(text, Width))
        {
            writer.Write($"; {line}\n");
        }
    }
}
