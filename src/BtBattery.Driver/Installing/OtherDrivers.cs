using BtBattery.Driver.Installing.Reference;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Installing;

/// <summary>Other drivers on this machine that have one of our batteries: a battery has one partner only, and two that want it keep both from it.</summary>
/// <param name="places">Where everything lies.</param>
/// <param name="replaced">One that is put aside, and is none of them; null for none.</param>
internal sealed class OtherDrivers(Places places, ReferenceDriver? replaced = null)
{
    /// <summary>Interpreters that drivers are written for: a shell or an editor with an address on its command line is no driver.</summary>
    private static readonly string[] s_interpreters = ["python", "node", "perl"];

    /// <summary>dbus-serialbattery keeps its file in the one place or in the other, by version.</summary>
    private static readonly string[] s_serialBattery = ["/data/apps/dbus-serialbattery/config.ini", "/data/etc/dbus-serialbattery/config.ini"];

    private const string SerialBatteryKey = "BLUETOOTH_BMS";

    /// <summary>Refuses if one has any of them.</summary>
    public void Check(IReadOnlyList<BatteryAddress> batteries)
    {
        foreach (BatteryAddress battery in batteries)
        {
            if (FindRunning(battery) is string program)
            {
                throw new RefusalException($"{program} runs on this machine and has battery {battery}, which talks to one partner only. Remove the battery from it, or stop it. Nothing was changed.");
            }

            if (FindService(battery) is string service)
            {
                throw new RefusalException($"{service} on this machine has battery {battery}, which talks to one partner only. Remove the battery from it, or stop it for good. Nothing was changed.");
            }

            if (FindConfigured(battery) is string file)
            {
                throw new RefusalException($"dbus-serialbattery has battery {battery} in {file} ({SerialBatteryKey}), and a battery talks to one partner only. Remove it there. Nothing was changed.");
            }
        }
    }

    private string? FindRunning(BatteryAddress battery)
    {
        string processes = places.At("/proc");
        if (!Directory.Exists(processes))
        {
            return null;
        }

        foreach (string process in Directory.EnumerateDirectories(processes).Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit)))
        {
            string[] words = ReadCommandLine(Path.Join(process, "cmdline"));
            if (words.Length > 1
                && s_interpreters.Any(interpreter => Path.GetFileName(words[0]).StartsWith(interpreter, StringComparison.Ordinal))
                && words.Skip(1).Any(word => word.Contains(battery.ToString(), StringComparison.OrdinalIgnoreCase)))
            {
                string name = Path.GetFileName(words.Skip(1).FirstOrDefault(word => !word.StartsWith('-')) ?? words[0]);
                if (replaced is null || name != RunLine.ProgramName)
                {
                    return name;
                }
            }
        }

        return null;
    }

    /// <summary>A service that names it in its run file and is not kept down, such as /service/dbus-blebattery.0.</summary>
    private string? FindService(BatteryAddress battery) => ReferenceDriver.ServicesBelow(places, "/service").FirstOrDefault(service =>
        service != replaced?.Entry
        && ReferenceDriver.Physical(places, service) is var folder
        && folder != places.Service
        && !File.Exists($"{folder}/{ReferenceDriver.DownName}")
        && ReferenceDriver.ReadText($"{folder}/run")?.Split('\n').Any(line => !line.TrimStart().StartsWith('#') && line.Contains(battery.ToString(), StringComparison.OrdinalIgnoreCase)) == true);

    private string? FindConfigured(BatteryAddress battery) =>
        Array.Find(s_serialBattery, file => File.Exists(places.At(file)) && Values(File.ReadLines(places.At(file))).Any(value => value.Contains(battery.ToString(), StringComparison.OrdinalIgnoreCase)));

    /// <summary>The value of the key, and the lines that go on with it, which are indented.</summary>
    private static IEnumerable<string> Values(IEnumerable<string> lines)
    {
        bool isInside = false;
        foreach (string line in lines.Where(line => line.Trim() is { Length: > 0 } content && content[0] is not (';' or '#')))
        {
            bool isMore = char.IsWhiteSpace(line[0]);
            isInside = isMore ? isInside : line.Split('=')[0].Trim().Equals(SerialBatteryKey, StringComparison.OrdinalIgnoreCase);
            if (isInside)
            {
                yield return isMore ? line : line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..];
            }
        }
    }

    private static string[] ReadCommandLine(string file)
    {
        try
        {
            return File.ReadAllText(file).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is not for us to see.
            return [];
        }
    }
}
