using System.Diagnostics;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.State;

/// <summary>What a power cut leaves beside a file of state.</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-left-").FullName;

    [Fact]
    public void What_a_process_that_is_gone_left_is_removed_and_nothing_else()
    {
        string path = Path.Combine(_folder, "cell-history.json");
        int gone = Gone();
        string[] kept =
        [
            path, $"{path}.bad", $"{path}.{Environment.ProcessId}", $"{path}.0{gone}", $"{path}.{gone}.bad", $"{path}.+{gone}", $"{path}. {gone}", $"{path}.99999999999",
            Path.Combine(_folder, $"bank-state.json.{gone}"), Path.Combine(_folder, $"my-cell-history.json.{gone}"),
        ];
        foreach (string name in kept)
        {
            File.WriteAllText(name, "kept");
        }

        File.WriteAllText($"{path}.{gone}", "half of");
        Directory.CreateDirectory(Path.Combine(_folder, "cell-history.json.2147483647"));
        StateFile.RemoveLeftovers(path);
        Assert.Equal(kept.Order(StringComparer.Ordinal), Directory.GetFiles(_folder).Order(StringComparer.Ordinal));
        Assert.Single(Directory.GetDirectories(_folder));
    }

    [Fact]
    public void Where_there_is_no_folder_nothing_is_thrown() => StateFile.RemoveLeftovers(Path.Combine(_folder, "none", "cell-history.json"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A process that was and is no more.</summary>
    private static int Gone()
    {
        using Process process = Process.Start(new ProcessStartInfo("true") { UseShellExecute = false })!;
        process.WaitForExit();
        return process.Id;
    }
}
