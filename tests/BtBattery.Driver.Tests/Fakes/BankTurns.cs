using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Tests.Fakes;

/// <summary>Turns of a bank, as the loop would have taken them.</summary>
internal static class BankTurns
{
    /// <summary>The only turn of a battery alone that said something at the start.</summary>
    public static BankTurn Of(BatterySnapshot battery, BatteryStatus? status = null)
    {
        _ = BatteryAddress.TryParse("a4:c1:38:00:00:01", out BatteryAddress address);
        var state = new BankState(BankPlan.Watching(new DriverOptions { Address = address, BusAddress = "" }), "1", default);
        state.Take(1, new BatteryUpdate(battery, status ?? BatteryStatus.Starting), default);
        return state.TakeTurn(default);
    }
}
