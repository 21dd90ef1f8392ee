using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Tests.Fakes;

/// <summary>Turns of a bank, as the loop would have taken them.</summary>
internal static class BankTurns
{
    /// <summary>A battery that is only watched.</summary>
    public static DriverOptions Options { get; } = new() { Address = BatteryAddress.TryParse("a4:c1:38:00:00:01", out BatteryAddress address) ? address : default, BusAddress = "" };

    /// <summary>The only turn of a battery alone that said something at the start.</summary>
    public static BankTurn Of(BatterySnapshot battery, BatteryStatus? status = null)
    {
        var state = new BankState(BankPlan.Watching(Options), "1", default);
        state.Take(1, new BatteryUpdate(battery, status ?? BatteryStatus.Starting), default);
        return state.TakeTurn(default);
    }
}
