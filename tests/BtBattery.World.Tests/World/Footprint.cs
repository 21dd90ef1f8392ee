namespace BtBattery.World.Tests;

/// <summary>What the process holds. It says something only while nothing else runs in it.</summary>
/// <param name="Descriptors">Open files, sockets and pipes, without the assemblies of the program; 0 where they cannot be counted.</param>
/// <param name="Memory">Bytes of living objects.</param>
/// <param name="WorkingSet">Bytes of memory in use, with the runtime and what it compiled.</param>
internal sealed record Footprint(int Descriptors, long Memory, long WorkingSet)
{
    private const string OwnDescriptors = "/proc/self/fd";

    public static Footprint Now()
    {
        // Twice, since a finalizer lets go of what the next collection takes.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long memory = GC.GetTotalMemory(forceFullCollection: true);
        return new Footprint(CountDescriptors(), memory, Environment.WorkingSet);
    }

    private static int CountDescriptors() => Directory.Exists(OwnDescriptors)
        ? Directory.GetFileSystemEntries(OwnDescriptors).Count(each => Target(each)?.EndsWith(".dll", StringComparison.Ordinal) == false)
        : 0;

    /// <summary>Null if it was closed meanwhile, as the one that lists the others is.</summary>
    private static string? Target(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
