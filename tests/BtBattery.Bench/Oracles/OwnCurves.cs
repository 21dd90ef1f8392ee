using BtBattery.Aggregation.Charging.Members;

namespace BtBattery.Bench;

/// <summary>What the owner's curves leave to a battery as it truly is.</summary>
/// <param name="owner">What the owner configured.</param>
/// <param name="hasRoom">True to read them with room for what a BMS measures wrongly or not yet, so that no rule is blamed for that.</param>
internal sealed class OwnCurves(OwnersLimits owner, bool hasRoom)
{
    private readonly double _cellRoom = hasRoom ? 0.010 : 0;

    /// <summary>A sensor sits on one cell, and boards say whole degrees.</summary>
    private readonly double _celsiusRoom = hasRoom ? 2 : 0;

    /// <summary>Boards say whole per cent.</summary>
    private readonly double _socRoom = hasRoom ? 1 : 0;

    /// <summary>A that the battery may be charged with.</summary>
    public double Charge(int battery, PackSight pack) => Charge(battery, pack, pack.HighestVolts);

    /// <summary>The same if its highest cell had another voltage.</summary>
    public double Charge(int battery, PackSight pack, double highestVolts)
    {
        MemberLimitSettings set = owner.Settings.Members[battery];
        double cell = Left(set.ChargeByCell, set.IsLinear, highestVolts, CellRoomOf(pack));
        double soc = Left(set.ChargeBySoc, set.IsLinear, pack.ShownSocPercent, _socRoom);
        return owner.MaxChargeAmps(battery, pack.CapacityAh) * Math.Min(OfPowerStage(set, pack), Math.Min(Math.Min(cell, soc), Left(set.ChargeByTemperature, set.IsLinear, pack)));
    }

    /// <summary>A that the battery may be discharged with; positive.</summary>
    public double Discharge(int battery, PackSight pack) => Discharge(battery, pack, pack.LowestVolts);

    /// <summary>The same if its lowest cell had another voltage.</summary>
    public double Discharge(int battery, PackSight pack, double lowestVolts)
    {
        MemberLimitSettings set = owner.Settings.Members[battery];
        double cell = Left(set.DischargeByCell, set.IsLinear, lowestVolts, CellRoomOf(pack));
        double soc = Left(set.DischargeBySoc, set.IsLinear, pack.ShownSocPercent, _socRoom);
        return owner.MaxDischargeAmps(battery, pack.CapacityAh) * Math.Min(OfPowerStage(set, pack), Math.Min(Math.Min(cell, soc), Left(set.DischargeByTemperature, set.IsLinear, pack)));
    }

    private double CellRoomOf(PackSight pack) => hasRoom ? _cellRoom + pack.CellError : 0;

    private double Left(LimitCurve? curve, bool isLinear, PackSight pack) =>
        Math.Min(Left(curve, isLinear, pack.ColdestCelsius, _celsiusRoom), Left(curve, isLinear, pack.WarmestCelsius, _celsiusRoom));

    private double OfPowerStage(MemberLimitSettings set, PackSight pack) =>
        pack.MosCelsius is double celsius ? Left(set.ByMosTemperature, set.IsLinear, celsius, _celsiusRoom) : 1;

    /// <summary>The most that a curve leaves within the room around a reading.</summary>
    private static double Left(LimitCurve? curve, bool isLinear, double reading, double room) => curve is null ? 1
        : room == 0 ? curve.At(reading, isLinear)
        : Math.Max(curve.At(reading, isLinear), Math.Max(curve.At(reading - room, isLinear), curve.At(reading + room, isLinear)));
}
