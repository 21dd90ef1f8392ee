namespace BtBattery.Screens.Tests.Harness;

/// <summary>Programs of others that pages are looked at with. <c>test.sh</c> installs them where it can.</summary>
internal static class Tools
{
    public const string Python = "/usr/bin/python3";

    public const string Lrelease = "/usr/lib/qt6/bin/lrelease";

    public const string Qml = "/usr/lib/qt6/bin/qml";

    /// <summary>The one that places of texts are judged with.</summary>
    private const string Font = "DejaVuSans.ttf";

    private static readonly EnumerationOptions s_anywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    private static readonly string[] s_modules = ["QtQuick", "QtQuick/Window", "QtQml/Models", "QtQml/WorkerScript", "QtTest"];

    /// <summary>Where fonts are for everybody: a tour has a home of its own.</summary>
    private static readonly string[] s_fonts = ["/usr/share/fonts", "/usr/local/share/fonts"];

    /// <summary>Why pages cannot be shown here; null if they can.</summary>
    public static string? WhyNoPages { get; } = WhyNot(Qml, Lrelease, Python)
        ?? (s_modules.FirstOrDefault(module => !HasModule(module)) is string missing ? $"Qt's module {missing} is not installed." : null)
        ?? WhyNoTexts(s_fonts);

    /// <summary>Why one of these programs cannot be used here; null if all can.</summary>
    public static string? WhyNot(params string[] programs) =>
        programs.FirstOrDefault(program => !File.Exists(program)) is string missing ? $"{missing} is not installed." : null;

    /// <summary>Why no text can be shown with the fonts in these folders and below; null if it can.</summary>
    public static string? WhyNoTexts(params string[] folders) =>
        folders.Where(Directory.Exists).Any(folder => Directory.EnumerateFiles(folder, Font, s_anywhere).Any()) ? null : $"The font {Font} is not installed.";

    private static bool HasModule(string name) =>
        Directory.EnumerateDirectories("/usr/lib").Any(folder => File.Exists($"{folder}/qt6/qml/{name}/qmldir"));
}
