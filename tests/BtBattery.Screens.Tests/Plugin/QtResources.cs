using BtBattery.EndToEnd.Tests.Harness;
using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Plugin;

/// <summary>Qt's own reading of a resource, in a process of its own.</summary>
internal static class QtResources
{
    private const int NotFound = 3;

    /// <summary>What Qt reads as <c>:/path</c> once it has taken the resource; null if there is no such file.</summary>
    public static async Task<byte[]?> ReadAsync(byte[] resource, string path)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, resource);
            (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
                Tools.Python, [Path.Combine(Repository.Root, "tests", "screens", "qt_resource.py"), file, path]);
            Assert.True(exitCode is 0 or NotFound, errors);
            return exitCode == NotFound ? null : Convert.FromHexString(output.Trim());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
