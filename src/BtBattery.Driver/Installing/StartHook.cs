using System.Text;

namespace BtBattery.Driver.Installing;

/// <summary>
/// /data/rc.local, which Venus OS runs late at each start if it is executable, and which the GUI renames when somebody disables it there. A new one beside the renamed one would keep
/// the GUI from enabling that one again, and be put in its place when hooks are disabled the next time (venus-platform, modifications_check.cpp); so our lines go where the others are.
/// </summary>
/// <param name="places">Where everything lies.</param>
/// <param name="disk">Changes it.</param>
/// <param name="tell">Told what was done.</param>
internal sealed class StartHook(Places places, Disk disk, Action<string> tell)
{
    /// <summary>The option that lets lines of others run.</summary>
    public const string EnableOption = "--enable-rc-local";

    /// <summary>The script our lines go to.</summary>
    private string Script => !Disk.IsThere(places.StartHook) && Disk.IsThere(places.DisabledStartHook) ? places.DisabledStartHook : places.StartHook;

    /// <summary>Refuses if lines of others would begin to run with ours, which nobody has asked for.</summary>
    /// <param name="mayEnable">The owner wants it.</param>
    public void Check(bool mayEnable)
    {
        string file = Resolve(places.StartHook);
        if (!mayEnable && File.Exists(file) && !IsExecutable(file) && StartHookText.HasLinesOfOthers(Read(file)))
        {
            throw new RefusalException(
                $"{places.OnMachine(places.StartHook)} is not executable, so that nothing in it runs when the device starts, and BtBattery would not either; but it has lines of others. "
                + $"Look at them: if they may run, add {EnableOption}; else delete them first.");
        }
    }

    /// <summary>What it is like now, for the way back.</summary>
    public HookBefore Look()
    {
        string file = Resolve(Script);
        return File.Exists(file) ? new HookBefore(true, (int)File.GetUnixFileMode(file)) : new HookBefore(false, null);
    }

    /// <summary>Puts our lines there, and lets them run.</summary>
    public void Add()
    {
        string script = Script;
        string file = Resolve(script);
        string name = places.OnMachine(script);
        bool isNew = !File.Exists(file);
        UnixFileMode mode = isNew ? Disk.Executable : File.GetUnixFileMode(file) | ExecutableWhereReadable(file);
        if (disk.Write(file, Encoding.Latin1.GetBytes(StartHookText.Add(isNew ? StartHookText.Empty : Read(file))), mode))
        {
            tell(isNew ? $"{name}: made, with the lines that start BtBattery." : $"{name}: has the lines that start BtBattery; all others are as they were.");
        }

        if (script == places.DisabledStartHook)
        {
            tell($"{name}: somebody has disabled the start hooks in the GUI. BtBattery runs now, but not after the next start of the device, until they are enabled there again "
                + "(Settings → General → Modification checks).");
        }
    }

    /// <summary>Takes our lines out.</summary>
    /// <param name="before">What it was like before; null if that is not known.</param>
    public void Remove(HookBefore? before)
    {
        foreach (string script in (string[])[places.StartHook, places.DisabledStartHook])
        {
            string file = Resolve(script);
            disk.DeleteFile(file + Disk.Unfinished);
            if (!File.Exists(file))
            {
                continue;
            }

            string text = Read(file);
            string others = StartHookText.Remove(text);
            bool wasOurs = text.Length != others.Length;
            if (before is { IsThere: false } && others == StartHookText.Empty)
            {
                disk.DeleteFile(file);
                tell($"{places.OnMachine(script)}: gone, since it was made for BtBattery.");
                continue;
            }

            // What others have put there since may count on its being executable.
            UnixFileMode? mode = before?.Mode is { } number && !StartHookText.HasLinesOfOthers(others) ? (UnixFileMode)number : null;
            if (wasOurs)
            {
                disk.Write(file, Encoding.Latin1.GetBytes(others), mode);
                tell($"{places.OnMachine(script)}: the lines of BtBattery are gone; all others are as they were.");
            }
            else if (mode is { } old && script == Script)
            {
                disk.SetMode(file, old);
            }
        }
    }

    private static string Read(string file) => Encoding.Latin1.GetString(File.ReadAllBytes(file));

    private static bool IsExecutable(string file) => (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0;

    private static UnixFileMode ExecutableWhereReadable(string file)
    {
        UnixFileMode mode = File.GetUnixFileMode(file);
        return IsExecutable(file) ? UnixFileMode.None
            : UnixFileMode.UserExecute
                | (mode.HasFlag(UnixFileMode.GroupRead) ? UnixFileMode.GroupExecute : UnixFileMode.None)
                | (mode.HasFlag(UnixFileMode.OtherRead) ? UnixFileMode.OtherExecute : UnixFileMode.None);
    }

    /// <summary>Somebody may have put a link there: it stays one.</summary>
    private string Resolve(string path)
    {
        const int mostLinks = 8;
        for (int i = 0; i < mostLinks && new FileInfo(path).LinkTarget is { } target; i++)
        {
            path = target.StartsWith('/') ? places.At(target) : Path.GetFullPath(target, Path.GetDirectoryName(path)!);
        }

        return path;
    }
}
