namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>Where the programs under test and their files are.</summary>
internal static class Repository
{
    /// <summary>The variable of the environment that names another driver than the one that the build made.</summary>
    public const string ProgramVariable = "BTBATTERY_PROGRAM";

    public static string Root { get; } = FindRoot();

    /// <summary>The driver: what the build made, or the file named in <see cref="ProgramVariable"/> (the one that ships, for example).</summary>
    public static string Driver { get; } = Environment.GetEnvironmentVariable(ProgramVariable) ?? Built("BtBattery.Driver", "btbattery");

    public static string Simulator { get; } = Built("BtBattery.Simulator", "btbattery-sim");

    public static string Vectors { get; } = Path.Combine(Root, "tests", "vectors");

    public static string Scenario(string name) => Path.Combine(Root, "scenarios", name);

    private static string Built(string project, string program)
    {
        // …/tests/BtBattery.EndToEnd.Tests/bin/<configuration>/<framework>/
        string[] parts = AppContext.BaseDirectory.TrimEnd('/').Split('/');
        return Path.Combine(Root, "src", project, "bin", parts[^2], parts[^1], program);
    }

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
