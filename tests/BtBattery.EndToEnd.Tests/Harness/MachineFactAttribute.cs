using System.Diagnostics;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>A test that starts a whole machine: with a root folder, processes and mounts of its own.</summary>
internal sealed class MachineFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_isPossible = new(() =>
    {
        using Process probe = Process.Start("unshare", ["--mount", "--pid", "--fork", "true"]);
        probe.WaitForExit();
        return probe.ExitCode == 0;
    });

    public MachineFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess || !s_isPossible.Value)
        {
            Skip = "Only root, where unshare(1) may be used, can start a machine with a root of its own.";
        }
    }
}
