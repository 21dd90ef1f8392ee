using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>Looks at the bank of a run, second after second.</summary>
/// <param name="bank">The case.</param>
/// <param name="physics">The bank.</param>
internal sealed class Lookout(BankCase bank, PhysicalBank physics)
{
    private readonly Queue<(TimeSpan At, PublishedLimits Limits)> _recent = new();
    private readonly double[] _capacities = [.. physics.Bank.Packs.Select(pack => pack.Measured.FullAh ?? pack.Measured.DesignAh)];
    private readonly double[] _cellErrors = [.. physics.Bank.Packs.Select(pack => pack.Bms.Description.CellErrors.Select(Math.Abs).DefaultIfEmpty().Max())];

    /// <summary>Sees a moment.</summary>
    public Sight See(in Moment moment)
    {
        IController controller = moment.Controller;
        var packs = new PackSight[physics.Bank.Packs.Count];
        for (int i = 0; i < packs.Length; i++)
        {
            packs[i] = See(i, controller.SilenceOf(i + 1));
        }

        return new()
        {
            Now = moment.Now,
            Packs = packs,
            Volts = physics.Bank.Volts,
            Amps = physics.Bank.Amps,
            Published = moment.Published,
            Acted = Acted(moment.Now, moment.Published),
            System = SystemNow(),
            OldestValue = controller.OldestValue,
            Problems = controller.Problems,
            Causes = (controller.CauseOf("Cvl"), controller.CauseOf("Ccl"), controller.CauseOf("Dcl")),
        };
    }

    private PackSight See(int index, TimeSpan? silence)
    {
        PackModel pack = physics.Bank.Packs[index];
        (int lowest, int highest, double coldest, double warmest, double sum, double rest) = (0, 0, double.MaxValue, double.MinValue, 0, 0);
        for (int cell = 0; cell < pack.Cells.Count; cell++)
        {
            CellModel model = pack.Cells[cell];
            lowest = model.Volts < pack.Cells[lowest].Volts ? cell : lowest;
            highest = model.Volts > pack.Cells[highest].Volts ? cell : highest;
            sum += model.Volts;
            rest += model.OpenVolts + model.RelaxationVolts;
            (coldest, warmest) = (Math.Min(coldest, model.Celsius), Math.Max(warmest, model.Celsius));
        }

        BmsDescription bms = pack.Bms.Description;
        return new()
        {
            Number = index + 1,
            Amps = pack.Amps,
            AmpsAlone = pack.AmpsAlone,
            ShownAmps = pack.Amps * bms.ShuntGain + bms.ShuntOffsetAmps,
            CellSumVolts = sum,
            RestVolts = rest,
            LowestVolts = pack.Cells[lowest].Volts,
            LowestCell = lowest + 1,
            HighestVolts = pack.Cells[highest].Volts,
            HighestCell = highest + 1,
            CellError = _cellErrors[index],
            CellOvp = bms.CellOvp,
            CellUvp = bms.CellUvp,
            ColdestCelsius = coldest,
            WarmestCelsius = warmest,
            MosCelsius = bms.HasMosSensor ? pack.MosCelsius : null,
            ShownSocPercent = 100 * pack.Bms.Soc,
            CapacityAh = _capacities[index],
            ChargeFet = pack.ChargeFet,
            DischargeFet = pack.DischargeFet,
            TellsChargeOpen = !pack.Bms.ChargeFet,
            TellsDischargeOpen = !pack.Bms.DischargeFet,
            IsMisread = index < physics.Batteries.Count && !ReferenceEquals(physics.Batteries[index].State, pack.Measured),
            Silence = silence,
        };
    }

    /// <summary>The most of each limit within the last two cycles of the system.</summary>
    private PublishedLimits Acted(TimeSpan now, PublishedLimits published)
    {
        _recent.Enqueue((now, published));
        while (_recent.Peek().At < now - Bounds.TwoCycles)
        {
            _recent.Dequeue();
        }

        var most = new PublishedLimits(false, null, null, null);
        foreach ((_, PublishedLimits limits) in _recent)
        {
            if (limits.IsThere)
            {
                most = new(true, Most(most.Cvl, limits.Cvl), Most(most.Ccl, limits.Ccl), Most(most.Dcl, limits.Dcl));
            }
        }

        return most;
    }

    private static double? Most(double? one, double? other) => other > one || one is null ? other : one;

    private SystemSight SystemNow()
    {
        SystemDescription system = bank.System;
        PowerSystem power = physics.System;
        double volts = Math.Max(physics.Bank.Volts, 1);
        double loads = power.LoadWattsAsked / system.Inverter.Efficiency / volts;
        double shore = HasShore(system.Inverter, power.Hour) ? system.Inverter.ShoreAmps : 0;
        double idle = system.Inverter.MaxWatts > 0 ? system.Inverter.IdleWatts / volts : 0;
        double sun = Math.Min(power.SolarWattsOffered / volts, system.Charger.MaxAmps);
        return new()
        {
            OfferedAmps = Math.Max(0, shore > 0 ? sun + shore : sun - loads),
            WantedAmps = shore > 0 ? 0 : Math.Max(0, loads - sun),
            NeededAmps = shore > 0 ? 0 : Math.Max(0, loads + idle - sun),
            LoadLagAmps = power.LoadLagAmps,
            FeedsIn = power.FeedsIn,
        };
    }

    private static bool HasShore(InverterDescription inverter, double hour) => inverter.ShoreAmps > 0
        && (inverter.ShoreFromHour < inverter.ShoreToHour ? hour >= inverter.ShoreFromHour && hour < inverter.ShoreToHour
            : hour >= inverter.ShoreFromHour || hour < inverter.ShoreToHour);
}
