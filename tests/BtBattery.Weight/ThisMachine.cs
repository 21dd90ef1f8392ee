using System.Globalization;
using System.Runtime.InteropServices;

namespace BtBattery.Weight;

/// <summary>What figures depend on.</summary>
internal static class ThisMachine
{
    public static IReadOnlyList<(string Name, string Text)> Describe() =>
    [
        ("processor", string.Create(CultureInfo.InvariantCulture, $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}")),
        ("kernel", File.ReadAllText("/proc/sys/kernel/osrelease").Trim()),
        ("C library", $"glibc {Marshal.PtrToStringAnsi(LibraryVersion())}"),
        ("load", $"{File.ReadAllText("/proc/loadavg").Split(' ')[1]} on average over the last five minutes, the simulator included"),
    ];

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").Where(line => line.StartsWith("model name", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(':') + 1)..].Trim()).FirstOrDefault()
            ?? "unknown processor";

    [DllImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static extern nint LibraryVersion();
}
