namespace BtBattery.Driver.Tests.Configuration;

/// <summary>The files that are checked in.</summary>
internal static class Repository
{
    private static readonly string s_root = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(s_root, path));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "BtBattery.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
