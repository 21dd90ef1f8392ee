using BtBattery.Simulator.Physics;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>A pack that cannot be is refused with the reason.</summary>
public sealed class DescriptionTests
{
    private static readonly PackDescription Good = Packs.Of(cells: 4);
    private static readonly BmsDescription Usual = BmsDescription.Usual(Chemistry.Lfp);

    public static TheoryData<string, PackDescription> Impossible => new()
    {
        { "a pack has 1 to 32 cells", Good with { Cells = [] } },
        { "a cell has more than 0 and up to 655 Ah", Cell(cell => cell with { CapacityAh = 0 }) },
        { "a cell has more than 0 and up to 1 Ω", Cell(cell => cell with { Ohms = double.NaN }) },
        { "the charge of a cell is between 0 (empty) and 1 (full)", Cell(cell => cell with { Charge = 1.5 }) },
        { "the leakage of a cell is not negative", Cell(cell => cell with { LeakageAmps = -1 }) },
        { "the relaxation of a cell takes more than 0 s", Cell(cell => cell with { RelaxationSeconds = 0 }) },
        { "the leads of a pack have 0 to 1 Ω", Good with { LeadOhms = 2 } },
        { "a pack begins at −40 to 80 °C", Good with { Celsius = 200 } },
        { "heat capacity and thermal resistance are above 0", Good with { ThermalResistance = 0 } },
        { "what the maker allows is more than 0 A", Good with { MaxChargeAmps = 0 } },
        { "rise in this order", Good with { Bms = Usual with { CellOvp = 3 } } },
        { "fullCellVolts of a BMS is above emptyCellVolts", Good with { Bms = Usual with { FullCellVolts = 2 } } },
        { "the currents at which a BMS opens its FETs are above 0", Good with { Bms = Usual with { ShortCircuitAmps = 0 } } },
        { "delays and releases of a BMS are not negative", Good with { Bms = Usual with { OvpDelay = TimeSpan.FromSeconds(-1) } } },
        { "the lowest temperature of a BMS is below the highest", Good with { Bms = Usual with { ChargeMinCelsius = 70 } } },
        { "gain and resolutions are above 0", Good with { Bms = Usual with { ShuntGain = 0 } } },
        { "there are more cellErrors than the 4 cells", Good with { Bms = Usual with { CellErrors = [0, 0, 0, 0, 0] } } },
        { "sensorCells are up to eight numbers from 1 to 4", Good with { Bms = Usual with { SensorCells = [5] } } },
        { "there are more sensorErrors than sensors", Good with { Bms = Usual with { SensorErrors = [0, 0, 0] } } },
        { "the balancing current is not negative", Good with { Bms = Usual with { BalanceAmps = -1 } } },
        { "a Daly board has no learned capacity", Good with { Bms = Usual with { Board = BmsBoard.Daly, FullAh = 90 } } },
        { "a JBD board has no separate MOSFET sensor", Good with { Bms = Usual with { HasMosSensor = true } } },
        { "a capacity is more than 0 and up to 655 Ah", Good with { Bms = Usual with { DesignAh = 0 } } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_cannot_be_is_refused(string reason, PackDescription pack)
    {
        Assert.Contains(reason, pack.Objection(), StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Packs.Bank("", pack)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Chemistry.Lfp)]
    [InlineData(Chemistry.Nmc)]
    public void What_is_usual_can_be(Chemistry chemistry) => Assert.Null(Packs.Of(chemistry: chemistry).Objection());

    private static PackDescription Cell(Func<CellDescription, CellDescription> change) => Good with { Cells = [.. Good.Cells.Take(3), change(Good.Cells[3])] };
}
