using System.Text.RegularExpressions;

namespace BtBattery.Plugin.Manifest;

/// <summary>The files that go into the plugin, all in one folder of the resource, and what is wrong with them.</summary>
internal sealed partial class PluginSources
{
    private PluginSources(IReadOnlyDictionary<string, byte[]> files) => Files = files;

    /// <summary>Content by name of file, as it is written.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>Content by name of file, as the device gets it.</summary>
    public IReadOnlyDictionary<string, byte[]> Shortened =>
        Files.ToDictionary(file => file.Key, file => IsText(file.Key) ? PageText.Shorten(file.Value) : TranslationText.Shorten(file.Value), StringComparer.Ordinal);

    /// <summary>Names of the files with translated texts.</summary>
    public IReadOnlyList<string> Translations => [.. Files.Keys.Where(name => name.EndsWith(".qm", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Reads a folder: pages and scripts in it, translations in its folder <c>translations</c>.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PluginSources Read(string folder) => new(Directory.EnumerateFiles(folder)
        .Where(IsText)
        .Concat(Directory.EnumerateFiles(Path.Combine(folder, "translations"), "*.qm"))
        .ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal));

    /// <summary>One sentence for each thing for which gui-v2 would refuse the plugin or a page of it; none if all is well.</summary>
    public IReadOnlyList<string> Complaints() =>
    [
        .. PluginPage.All.Where(page => !Files.ContainsKey(page.File)).Select(page => $"The page {page.File} is missing."),
        .. Translations.Where(name => !Translation().IsMatch(name)).Select(name => $"gui-v2 does not find the translation {name}: call it {PluginFile.Name}_<language>.qm."),
        .. Translations.Contains($"{PluginFile.Name}_en.qm") ? Array.Empty<string>() : [$"{PluginFile.Name}_en.qm is missing, the texts for every language without a translation."],
        .. Files.Where(file => file.Value.Length == 0).Select(file => $"{file.Key} is empty."),
        .. Files.Where(file => IsText(file.Key) && PageText.HasLongText(file.Value)).Select(file => $"{file.Key} has a text of several lines: join shorter ones."),
        .. Files.Keys.Where(name => name.EndsWith(".qml", StringComparison.Ordinal) && !char.IsAsciiLetterUpper(name[0])).Select(name => $"{name} is no type: call it by a capital letter."),
    ];

    private static bool IsText(string file) => Path.GetExtension(file) is ".qml" or ".js";

    [GeneratedRegex($"^{PluginFile.Name}_[a-z]{{2}}\\.qm$")]
    private static partial Regex Translation();
}
