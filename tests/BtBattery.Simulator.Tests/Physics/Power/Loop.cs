using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Tests.Physics.Power;

/// <summary>A 12 V bank of one pack in a power system, stepped by the second.</summary>
internal sealed class Loop
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    public Loop(SystemDescription system, double charge = 0.5, int seed = 1, Func<PackDescription, PackDescription>? change = null)
    {
        PackDescription pack = Pack(charge);
        Physics = new PhysicalBank(new BankDescription { Packs = [change is null ? pack : change(pack)] }, system, seed);
    }

    public PhysicalBank Physics { get; }

    public PowerSystem System => Physics.System;

    public BankModel Bank => Physics.Bank;

    public TimeSpan Now { get; private set; }

    public static PackDescription Pack(double charge = 0.5) => new()
    {
        Chemistry = Chemistry.Lfp,
        Cells = [.. Enumerable.Range(0, 4).Select(_ => new CellDescription { CapacityAh = 100, Ohms = 0.0005, Charge = charge })],
        MaxChargeAmps = 100,
        MaxDischargeAmps = 200,
    };

    /// <summary>Panels with so many watts, day and night, and no other loads than are said.</summary>
    public static SystemDescription Sunny(double watts = 1500, double acWatts = 0) => new()
    {
        Solar = new SolarDescription { PeakWatts = watts, IsConstant = true },
        Load = new LoadDescription { AcWatts = acWatts },
        Inverter = new InverterDescription { IdleWatts = 0 },
        Charger = new ChargerDescription { MaxAmps = 100 },
    };

    public Loop Publish(double? cvl, double? ccl, double? dcl)
    {
        Physics.Limits = new PublishedLimits(true, cvl, ccl, dcl);
        return this;
    }

    public Loop Pass(double seconds, Action? each = null)
    {
        for (double passed = 0; passed < seconds; passed++)
        {
            Now += s_second;
            Physics.Step(Now, s_second);
            each?.Invoke();
        }

        return this;
    }
}
