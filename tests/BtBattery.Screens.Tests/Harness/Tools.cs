namespace BtBattery.Screens.Tests.Harness;

/// <summary>Programs of others that pages are looked at with. <c>test.sh</c> installs them where it can.</summary>
internal static class Tools
{
    public const string Python = "/usr/bin/python3";

    public const string Lrelease = "/usr/lib/qt6/bin/lrelease";

    /// <summary>What Qt itself reads resources with.</summary>
    public const string QtCore = "libQt6Core.so.6";

    private const string Qml = "/usr/lib/qt6/bin/qml";

    /// <summary>Why pages cannot be shown here; null if they can.</summary>
    public static string? WhyNoPages { get; } = WhyNot(Qml, Lrelease, Python) ?? (HasModule("QtTest") && HasModule("QtQuick/Controls") && HasModule("QtQuick/Layouts")
        ? null
        : "Qt's modules QtTest, QtQuick.Controls and QtQuick.Layouts are not all installed.");

    /// <summary>Why one of these programs cannot be used here; null if all can.</summary>
    public static string? WhyNot(params string[] programs) =>
        programs.FirstOrDefault(program => !File.Exists(program)) is string missing ? $"{missing} is not installed." : null;

    private static bool HasModule(string name) =>
        Directory.Exists("/usr/lib") && Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*").Append("/usr/lib").Any(folder => File.Exists($"{folder}/qt6/qml/{name}/qmldir"));
}
