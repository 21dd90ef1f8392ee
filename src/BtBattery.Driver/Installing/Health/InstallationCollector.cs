using System.Text;
using BtBattery.Driver.Installing.Reference;

namespace BtBattery.Driver.Installing.Health;

/// <summary>Looks at how the program is installed.</summary>
internal static class InstallationCollector
{
    /// <summary>What is there now.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static InstallationFacts Read(Places places)
    {
        var slots = new Slots(places, new Disk());
        Trial? rolledBack = Trial.RolledBack(places);
        return new InstallationFacts
        {
            Folder = places.OnMachine(places.Base),
            Current = slots.Current?.Version,
            Previous = slots.Previous?.Version,
            OnTrial = Trial.Current(places)?.Version,
            RolledBack = rolledBack?.Version,
            RolledBackBecause = rolledBack?.Failed,
            HasFailed = rolledBack is not null && rolledBack.To == new FileInfo(places.Current).LinkTarget,
            OldDriver = ReferenceDriver.Find(places) is { IsEnabled: true } old ? old.Entry : null,
            Gx = places.Kind == MachineKind.Gx ? ReadGx(places) : null,
        };
    }

    private static GxStartFacts ReadGx(Places places) => new()
    {
        HasHook = File.Exists(places.StartHook),
        HookHasLines = HasLines(places.StartHook),
        HookIsExecutable = File.Exists(places.StartHook) && (File.GetUnixFileMode(places.StartHook) & UnixFileMode.UserExecute) != 0,
        HookIsDisabled = !HasLines(places.StartHook) && HasLines(places.DisabledStartHook),
        IsLinked = new FileInfo(places.ServiceLink).LinkTarget == places.OnMachine(places.Service),
        Firmware = FirstLine(places.FirmwareVersion),
        ScreensFirmware = FirstLine(places.Firmware),
    };

    private static bool HasLines(string script) => File.Exists(script) && StartHookText.IsIn(Encoding.Latin1.GetString(File.ReadAllBytes(script)));

    private static string? FirstLine(string file) => File.Exists(file) && File.ReadLines(file).FirstOrDefault()?.Trim() is { Length: > 0 } line ? line : null;
}
