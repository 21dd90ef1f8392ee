using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Settings;
using BtBattery.Driver.Settings.Files;

namespace BtBattery.Driver.Screen;

/// <summary>What was set on the screen, as somebody can learn it who does not run the driver and asks no bus.</summary>
/// <param name="InForce">Files and screen together; the files alone where the screen is not known.</param>
/// <param name="Remark">What is known of the screen, a sentence.</param>
internal sealed record KeptScreen(DriverConfiguration InForce, string Remark)
{
    /// <summary>Looks.</summary>
    /// <param name="files">Files and command line.</param>
    /// <param name="request">Where they are.</param>
    /// <param name="isGx">True on a GX device.</param>
    public static KeptScreen Find(DriverConfiguration files, ConfigurationRequest request, bool isGx)
    {
        if (files.HasErrors)
        {
            return new(files, "What was set on the screen is not looked at while there is an error.");
        }

        SettingsHome home = files.Get(DriverKeys.Settings);
        if (home == SettingsHome.Venus || (home == SettingsHome.Auto && isGx))
        {
            return new(files, "What was set on the screen is kept in the settings of Venus OS and not known here: 'btbattery explain' shows what the running driver goes by.");
        }

        string path = FileSettings.Of(request.OwnersFile);
        DeviceValues kept = FileSettings.Peek(path, BankPlanning.Plan(files, "").Id, ScreenStore.Declared, out string? problem);
        if (problem is not null)
        {
            return new(files, $"What was set on the screen is not known: {problem}");
        }

        ScreenState state = ScreenOverlay.Apply(files, ScreenStore.Read(name => kept[name]));
        Finding[] ignored = [.. state.Ignored.Select(text => new Finding(Severity.Warning, FindingCodes.Screen, text))];
        string remark = home == SettingsHome.Auto ? $"What was set on the screen comes from {path}, unless a settings service of Venus OS is on the bus." : $"What was set on the screen comes from {path}.";
        return new(new([.. files.Findings, .. ignored], files.Files, state.InForce.Values, state.InForce.Batteries, state.InForce.Wiring), remark);
    }
}
