using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>Of the values of a bank those that take more than a few words to work out.</summary>
internal static class BankValues
{
    /// <summary>Batteries of which the charge FET is off; null while none is there.</summary>
    public static int? BlockingCharge(BankTurn turn) => turn.Outcome.View is { Online: > 0 } view ? view.BlockingCharge : null;

    /// <summary>Batteries of which the discharge FET is off; null while none is there.</summary>
    public static int? BlockingDischarge(BankTurn turn) => turn.Outcome.View is { Online: > 0 } view ? view.BlockingDischarge : null;

    /// <summary>The name of a cell with its battery: <c>B2C7</c>.</summary>
    public static Measured<string>? CellName(BankTurn turn, Measured<MemberValue>? cell) =>
        cell is { } found ? new(CellNames.OfCell(turn.Members.Count, found.Value.Battery, found.Value.Number), found.At) : null;

    /// <summary>The name of a temperature sensor with its battery: <c>B1T2</c>.</summary>
    public static Measured<string>? SensorName(BankTurn turn, Measured<MemberValue>? sensor) =>
        sensor is { } found ? new(CellNames.OfSensor(turn.Members.Count, found.Value.Battery, found.Value.Number), found.At) : null;
}
