using System.Globalization;
using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>Makes up banks as they stand in houses, vans and boats: nothing in them is broken, and nothing is quite as the next.</summary>
internal static class RandomBank
{
    /// <summary>Resistance times capacity of one cell in Ω·Ah at 25 °C: 0.7 mΩ for 100 Ah of LFP.</summary>
    private const double LfpOhmAmpHours = 0.07;
    private const double NmcOhmAmpHours = 0.09;

    private static readonly string[] s_parallel = ["1|2", "1|2|3", "1|2|3|4"];
    private static readonly string[] s_any = ["parallel", "1|2", "1|2", "1+2", "1|2|3", "1|2|3|4", "(1+2)|(3+4)", "1+2+3+4"];

    /// <summary>A bank of any wiring.</summary>
    public static Draft Any(Random chance) => Make(chance, s_any[chance.Next(s_any.Length)]);

    /// <summary>A bank of two to four packs in parallel.</summary>
    public static Draft Parallel(Random chance) => Make(chance, s_parallel[chance.Next(s_parallel.Length)]);

    /// <summary>A bank of a given wiring.</summary>
    public static Draft Make(Random chance, string wiring)
    {
        int packs = Math.Max(1, wiring.Count(char.IsAsciiDigit));
        int inSeries = wiring.Contains('|', StringComparison.Ordinal) ? (wiring.Contains('+', StringComparison.Ordinal) ? 2 : 1) : 1 + wiring.Count(c => c == '+');
        int strings = packs / inSeries;
        Chemistry chemistry = inSeries <= 2 && chance.Next(4) == 0 ? Chemistry.Nmc : Chemistry.Lfp;
        int cells = chemistry == Chemistry.Nmc ? 14 / inSeries : inSeries == 4 ? 4 : (chance.Next(4) == 0 && inSeries == 1 ? 4 : chance.Next(3) == 0 ? 8 : 16) / inSeries;
        double capacity = 10 * chance.Next(6, 29);
        double charge = Between(chance, 0.25, 0.85);
        double celsius = Between(chance, 8, 28);
        var draft = new Draft
        {
            Chance = chance,
            Wiring = wiring,
            Packs = [],
            Boards = [],
            System = new SystemDescription(),
            Configuration = "",
        };
        double uneven = inSeries == 1 ? 2 : 1.3;
        for (int i = 0; i < packs; i++)
        {
            Board board = AnyBoard(chance);
            double own = capacity * (inSeries == 1 && chance.Next(3) == 0 ? Between(chance, 0.6, 1.4) : Between(chance, 0.97, 1.03));
            double spread = inSeries == 1 ? 0.06 : 0.015;
            draft.Boards.Add(board);
            draft.Packs.Add(Pack(chance, chemistry, cells, own, charge + Between(chance, -spread, spread), Between(chance, 1, uneven), celsius, board));
        }

        double amps = Math.Floor(draft.Packs.Min(pack => pack.MaxChargeAmps));
        double outAmps = Math.Floor(draft.Packs.Min(pack => pack.MaxDischargeAmps));
        draft.System = Around(chance, capacity * strings, cells * inSeries * (chemistry == Chemistry.Nmc ? 3.65 : 3.25), celsius);
        draft.Configuration = Configure(chance, chemistry, amps, outAmps);
        return draft;
    }

    private static PackDescription Pack(Random chance, Chemistry chemistry, int cells, double capacity, double charge, double uneven, double celsius, Board board)
    {
        double ohms = (chemistry == Chemistry.Nmc ? NmcOhmAmpHours : LfpOhmAmpHours) / capacity * uneven;
        double charging = Math.Floor(Math.Min(capacity / 2, 150));
        return new PackDescription
        {
            Chemistry = chemistry,
            Cells =
            [
                .. Enumerable.Range(0, cells).Select(_ => new CellDescription
                {
                    CapacityAh = Math.Round(capacity * Between(chance, 0.99, 1.015), 1),
                    Ohms = ohms * Between(chance, 0.9, 1.2),
                    Charge = Math.Round(charge + Between(chance, -0.006, 0.006), 4),
                    LeakageAmps = Math.Round(Between(chance, 0, 0.002), 4),
                }),
            ],
            LeadOhms = Math.Round(Between(chance, 0.002, 0.004) * uneven, 4),
            Celsius = Math.Round(celsius + Between(chance, -1, 1), 1),
            MaxChargeAmps = charging,
            MaxDischargeAmps = Math.Floor(Math.Min(capacity, 200)),
            Bms = Bms(chance, chemistry, cells, capacity, board),
        };
    }

    private static BmsDescription Bms(Random chance, Chemistry chemistry, int cells, double capacity, Board board)
    {
        bool isJbd = board.Bms == "jbd";
        BmsDescription usual = BmsDescription.Usual(chemistry);
        double ovp = chemistry == Chemistry.Lfp ? Math.Round(Between(chance, 3.62, 3.70), 2) : usual.CellOvp;
        return usual with
        {
            Board = isJbd ? BmsBoard.Jbd : board.Variant == "p81" ? BmsBoard.DalyWithoutAlarms : BmsBoard.Daly,
            CellOvp = ovp,
            PackOvpPerCell = ovp,
            ShuntGain = Math.Round(Between(chance, 0.98, 1.02), 3),
            ShuntOffsetAmps = Math.Round(Between(chance, -0.1, 0.1), 2),
            ShuntDeadBandAmps = chance.Next(2) == 0 ? 0.3 : 0,
            CellErrors = [.. Enumerable.Range(0, cells).Select(_ => Math.Round(Between(chance, -0.003, 0.003), 3))],
            SocError = Math.Round(Between(chance, -0.04, 0.04), 3),
            BalanceAmps = chance.Next(4) == 0 ? 1 : 0.06,
            DesignAh = Math.Round(capacity),

            // Cheap boards charge in any frost.
            ChargeMinCelsius = chance.Next(3) == 0 ? -30 : usual.ChargeMinCelsius,
            FullAh = isJbd && chance.Next(2) == 0 ? Math.Round(capacity, 1) : null,
        };
    }

    private static SystemDescription Around(Random chance, double capacity, double volts, double celsius)
    {
        double charging = Math.Round(capacity * Between(chance, 0.12, 0.45));
        bool isBoat = chance.Next(3) == 0;
        bool hasShore = chance.Next(6) == 0;
        bool feedsIn = !isBoat && !hasShore && chance.Next(6) == 0;

        // The day of a household is that of some 10 kWh, the one of a boat of 2 kWh; a third to two thirds of the bank is used in it.
        double scale = capacity * volts / 1000 * Between(chance, 0.3, 0.7) / (isBoat ? 2 : 10);
        return new SystemDescription
        {
            StartHour = chance.Next(24),
            Solar = new SolarDescription
            {
                PeakWatts = 10 * Math.Round(charging * volts * 0.11),
                Sunrise = 5 + chance.Next(3),
                Sunset = 18 + chance.Next(3),
                Clouds = chance.Next(3) == 0 ? 0 : Math.Round(Between(chance, 0.1, 0.6), 2),
            },
            Charger = new ChargerDescription { MaxAmps = charging, VoltsError = Math.Round(Between(chance, -0.003, 0.001) * volts, 3) },
            Inverter = new InverterDescription
            {
                MaxWatts = 10 * Math.Round(capacity * volts * Between(chance, 0.04, 0.08)),
                ObeysDcl = feedsIn || chance.Next(2) == 0,
                FeedsIn = feedsIn,
                ShoreAmps = hasShore ? Math.Round(capacity * 0.2) : 0,
                ShoreFromHour = 19,
                ShoreToHour = 7,
            },
            Load = new LoadDescription { Profile = isBoat ? LoadProfile.Boat : LoadProfile.Household, Scale = Math.Round(scale, 3), HasDcRelay = chance.Next(2) == 0 },
            Ambient = new AmbientDescription { MeanCelsius = Math.Round(celsius, 1), SwingCelsius = Math.Round(Between(chance, 1, 6), 1) },
        };
    }

    private static string Configure(Random chance, Chemistry chemistry, double chargeAmps, double dischargeAmps)
    {
        List<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"MAX_BATTERY_CHARGE_CURRENT = {chargeAmps}"),
            string.Create(CultureInfo.InvariantCulture, $"MAX_BATTERY_DISCHARGE_CURRENT = {dischargeAmps}"),
            $"LINEAR_LIMITATION_ENABLE = {(chance.Next(2) == 0 ? "True" : "False")}",
            $"CVCM_ENABLE = {(chance.Next(4) == 0 ? "False" : "True")}",
            $"LOSS_POLICY = {((string[])["cautious", "balanced", "keep_sailing"])[chance.Next(3)]}",
        ];
        if (chemistry == Chemistry.Nmc)
        {
            lines.Add("CHEMISTRY = Li-ion");
        }

        return string.Join('\n', lines);
    }

    private static Board AnyBoard(Random chance) => chance.Next(10) switch
    {
        < 6 => new Board("jbd", null),
        < 8 => new Board("daly", "d2"),
        8 => new Board("daly", "p81"),
        _ => new Board("daly", "a5"),
    };

    private static double Between(Random chance, double least, double most) => least + (most - least) * chance.NextDouble();
}
