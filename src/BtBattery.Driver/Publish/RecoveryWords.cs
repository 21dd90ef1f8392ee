using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish;

/// <summary>The rungs of the recovery ladder for people.</summary>
public static class RecoveryWords
{
    /// <summary>What is done; empty for nothing.</summary>
    public static string Of(RecoveryRung? rung) => rung switch
    {
        null => "",
        RecoveryRung.AskAgain => "asking again",
        RecoveryRung.Resubscribe => "switching its notifications off and on",
        RecoveryRung.Reconnect => "connecting again",
        RecoveryRung.RemoveDevice => "removed from what BlueZ remembers; looking for it anew",
        RecoveryRung.CycleAdapter => "switching the Bluetooth adapter off and on",
        RecoveryRung.RebuildClient => "connecting with BlueZ anew",
        RecoveryRung.Leave => "ending the driver, for its supervisor to start it anew",
        RecoveryRung.Reboot => "starting the machine anew",
        _ => throw new ArgumentOutOfRangeException(nameof(rung), rung, "A rung without words."),
    };
}
