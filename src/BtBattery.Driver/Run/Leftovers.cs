using System.Runtime.InteropServices;

namespace BtBattery.Driver.Run;

/// <summary>Gives back memory that is not needed any more and would stay with the program. Any thread may call.</summary>
internal static partial class Leftovers
{
    /// <summary>madvise(2): what is missing is read page by page, without those around it.</summary>
    private const int Random = 1;

    /// <summary>madvise(2), since Linux 5.4: the kernel may take these pages as if memory were short. Nothing can be lost: what was written to goes to swap, or stays.</summary>
    private const int PageOut = 21;

    /// <summary>
    /// Garbage: some milliseconds. The collector alone lets what lived for some seconds pile up, a megabyte a minute, since there is memory enough by its measure.
    /// </summary>
    public static void GiveBackGarbage() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>What only the start needed: freed memory that the C library keeps, and pages of the program file.</summary>
    public static void GiveBackStart()
    {
        try
        {
            _ = TrimHeap(0);
        }
        catch (EntryPointNotFoundException)
        {
            // A C library that has no such call keeps nothing that it could give back.
        }

        GiveBackFilePages();
    }

    /// <summary>Pages of the program file that only the start needed. One that is needed again comes back by itself, and alone.</summary>
    private static void GiveBackFilePages()
    {
        foreach (FileMapping mapping in FileMapping.OfThisProgram())
        {
            _ = Advise(mapping.Start, mapping.Length, Random);
            _ = Advise(mapping.Start, mapping.Length, PageOut);
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimHeap(nuint left);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint start, nuint length, int advice);
}
