using System.CommandLine;
using System.Reflection;
using BtBattery.Plugin.Manifest;

namespace BtBattery.Plugin;

/// <summary>The command line: a folder of pages in, one file out.</summary>
internal static class PluginCommand
{
    /// <summary>The pages cannot become a plugin.</summary>
    public const int Refused = 1;

    /// <summary>Wrong options.</summary>
    public const int Usage = 2;

    public static RootCommand Create()
    {
        var sources = new Argument<DirectoryInfo>("pages") { Description = "folder with the pages, qml/gui-v2" };
        var file = new Argument<FileInfo>("file") { Description = $"file to write; its name must be {PluginFile.Name}.json on the device" };
        var command = new RootCommand("Makes the plugin of gui-v2 out of its pages. Exit code 1 if gui-v2 would refuse it.") { sources, file };
        command.SetAction(options => Build(options.GetRequiredValue(sources).FullName, options.GetRequiredValue(file).FullName));
        return command;
    }

    private static int Build(string folder, string file)
    {
        PluginSources sources;
        IReadOnlyList<string> complaints;
        byte[] plugin;
        try
        {
            sources = PluginSources.Read(folder);
            complaints = sources.Complaints();
            plugin = complaints.Count == 0 ? PluginFile.Write(sources, Version()) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(exception.Message);
            return Refused;
        }

        if (plugin.Length > PluginFile.MostBytes)
        {
            complaints = [$"The plugin would have {plugin.Length} bytes, and {PluginFile.MostBytes} are the most that a browser surely gets: shorten the pages."];
        }

        foreach (string complaint in complaints)
        {
            Console.Error.WriteLine(complaint);
        }

        if (complaints.Count > 0)
        {
            return Refused;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, plugin);
        Console.WriteLine($"{file}: {sources.Files.Count} files, {plugin.Length} bytes");
        return 0;
    }

    private static string Version() =>
        typeof(PluginCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
