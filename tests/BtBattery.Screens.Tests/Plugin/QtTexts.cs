using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;
using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Plugin;

/// <summary>What Qt shows for ids of texts.</summary>
internal static class QtTexts
{
    /// <summary>Loads a .qm file as that of the language of a program, and asks for each id; one without a text comes back as it is.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(byte[] translation, IEnumerable<string> ids)
    {
        string folder = Directory.CreateTempSubdirectory("btbattery-texts-").FullName;
        try
        {
            // Where a QML program looks for its language.
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "i18n")).FullName, "qml_en.qm"), translation);
            string program = Path.Combine(folder, "texts.qml");
            await File.WriteAllTextAsync(program, $$"""
                import QtQuick
                Window {
                    Component.onCompleted: Qt.uiLanguage = "en"
                    Timer {
                        interval: 1
                        running: true
                        onTriggered: {
                            console.log(JSON.stringify({{JsonSerializer.Serialize(ids)}}.map(id => [id, qsTrId(id)])));
                            Qt.quit();
                        }
                    }
                }
                """);
            Dictionary<string, string?> environment = new() { ["QT_QPA_PLATFORM"] = "offscreen", ["XDG_RUNTIME_DIR"] = folder, ["LC_ALL"] = "C.UTF-8" };
            (int exitCode, _, string errors) = await ChildProcess.RunAsync(Tools.Qml, [program], environment);
            Assert.True(exitCode == 0, errors);
            string said = errors[errors.IndexOf('[', StringComparison.Ordinal)..];
            return JsonSerializer.Deserialize<string[][]>(said)!.ToDictionary(pair => pair[0], pair => pair[1]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
