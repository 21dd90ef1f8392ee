using BtBattery.Simulator.Physics;

namespace BtBattery.Simulator.Tests.Physics;

/// <summary>Packs and flows that the tests of the physics have in common.</summary>
internal static class Packs
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>A pack of equal cells.</summary>
    public static PackDescription Of(
        int cells = 16, double charge = 0.5, double capacityAh = 100, double ohms = 0.0005, Chemistry chemistry = Chemistry.Lfp, BmsDescription? bms = null) => new()
    {
        Chemistry = chemistry,
        Cells = [.. Enumerable.Range(0, cells).Select(_ => new CellDescription { CapacityAh = capacityAh, Ohms = ohms, Charge = charge })],
        MaxChargeAmps = capacityAh / 2,
        MaxDischargeAmps = capacityAh,
        Bms = bms ?? BmsDescription.Usual(chemistry),
    };

    public static BankModel Bank(string wiring, params PackDescription[] packs) => new(new BankDescription { Packs = packs, Wiring = wiring });

    /// <summary>The same current for a time.</summary>
    public static void Run(this BankModel bank, double amps, TimeSpan length, TimeSpan? step = null, double ambient = 20)
    {
        var flow = new Flow(_ => amps);
        for (TimeSpan now = TimeSpan.Zero; now < length; now += step ?? Second) bank.Step(step ?? Second, ambient, flow);
    }

    /// <summary>Any current over the voltage.</summary>
    public sealed class Flow(Func<double, double> amps) : IPowerFlow
    {
        public double AmpsAt(double busVolts) => amps(busVolts);
    }
}
