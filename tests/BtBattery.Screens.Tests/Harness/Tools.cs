namespace BtBattery.Screens.Tests.Harness;

/// <summary>Programs of others that pages are looked at with. <c>test.sh</c> installs them where it can.</summary>
internal static class Tools
{
    public const string Python = "/usr/bin/python3";

    public const string Lrelease = "/usr/lib/qt6/bin/lrelease";

    public const string Qml = "/usr/lib/qt6/bin/qml";

    private static readonly string[] s_modules = ["QtQuick", "QtQuick/Window", "QtQml/Models", "QtQml/WorkerScript", "QtTest"];

    /// <summary>Why pages cannot be shown here; null if they can.</summary>
    public static string? WhyNoPages { get; } = WhyNot(Qml, Lrelease, Python)
        ?? (s_modules.FirstOrDefault(module => !HasModule(module)) is string missing ? $"Qt's module {missing} is not installed." : null);

    /// <summary>Why one of these programs cannot be used here; null if all can.</summary>
    public static string? WhyNot(params string[] programs) =>
        programs.FirstOrDefault(program => !File.Exists(program)) is string missing ? $"{missing} is not installed." : null;

    private static bool HasModule(string name) =>
        Directory.EnumerateDirectories("/usr/lib").Any(folder => File.Exists($"{folder}/qt6/qml/{name}/qmldir"));
}
