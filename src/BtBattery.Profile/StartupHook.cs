using BtBattery.Profile;

/// <summary>What the runtime calls before the program that is profiled, by DOTNET_STARTUP_HOOKS; it looks for a class of just this name, in no namespace.</summary>
internal static class StartupHook
{
    /// <summary>The file to write when the program ends.</summary>
    private const string FileVariable = "BTBATTERY_PROFILE";

    /// <summary>What earlier runs compiled, by name; it has what runs before this does.</summary>
    private const string ListingVariable = "BTBATTERY_LISTING";

    /// <summary>Listens until the program ends.</summary>
    public static void Initialize()
    {
        string? file = Environment.GetEnvironmentVariable(FileVariable);
        string? listing = Environment.GetEnvironmentVariable(ListingVariable);
        if (file is null || listing is null)
        {
            return;
        }

        var listener = new CompiledMethods();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            listener.Dispose();
            MibcFile.Write(file, listener.Resolve().Union(ListedMethods.Read(listing)));
        };
    }
}
