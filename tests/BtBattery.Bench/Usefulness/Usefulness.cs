using System.Globalization;
using BtBattery.Simulator.Physics;

namespace BtBattery.Bench;

/// <summary>What a controller was good for, against one that knows everything and is bound by the same wishes.</summary>
/// <param name="StoredWh">Energy that it stored (<see cref="UsefulnessWatch.StoredWh"/>).</param>
/// <param name="BestStoredWh">Energy that the other stored in the same bank under the same sky.</param>
/// <param name="ChargeShare">Part of the best possible charge current that it allowed; null if none was wanted.</param>
/// <param name="DischargeShare">The same for discharging.</param>
internal sealed record Usefulness(double StoredWh, double BestStoredWh, double? ChargeShare, double? DischargeShare)
{
    /// <summary>Part of the energy that has to be stored.</summary>
    public const double LeastStored = 0.97;

    /// <summary>Part of the best possible current that has to be allowed.</summary>
    public const double LeastCurrent = 0.90;

    /// <summary>Up to here resistances of packs in parallel may differ for that.</summary>
    public const double MostUneven = 3;

    /// <summary>
    /// In less than a day it is chance whether a bank becomes full. While it does not, what is stored is the current times the time, and batteries near their limits
    /// are kept 5 % below them.
    /// </summary>
    private static readonly TimeSpan s_wholeDay = TimeSpan.FromHours(24);

    /// <summary>Of what the bank holds: less is not worth a judgement.</summary>
    private const double Negligible = 0.01;

    /// <summary>A sum of cells is not quite the product.</summary>
    private const double Exactness = 1e-6;

    private const string Title = "usefulness";

    /// <summary>Part of the energy that was stored; 1 if there was nothing to store.</summary>
    public double StoredShare => BestStoredWh > 0 ? StoredWh / BestStoredWh : 1;

    /// <summary>What is too little, for a bank without a fault. Others are told and not judged.</summary>
    /// <param name="bank">The case.</param>
    public IEnumerable<Violation> Judge(BankCase bank)
    {
        if (bank.HasFault)
        {
            yield break;
        }

        if (bank.Length >= s_wholeDay && StoredShare < LeastStored && BestStoredWh - StoredWh > Negligible * HeldWh(bank.Bank))
        {
            yield return new(Title, bank.Length, string.Create(
                CultureInfo.InvariantCulture, $"{StoredWh:F0} Wh were stored of {BestStoredWh:F0} Wh, {StoredShare:P1}; {LeastStored:P0} are wanted."));
        }

        if (Unevenness(bank.Bank) > MostUneven + Exactness)
        {
            yield break;
        }

        if (ChargeShare < LeastCurrent)
        {
            yield return new(Title, bank.Length, string.Create(
                CultureInfo.InvariantCulture, $"{ChargeShare:P1} of the best possible charge current were allowed; {LeastCurrent:P0} are wanted."));
        }

        if (DischargeShare < LeastCurrent)
        {
            yield return new(Title, bank.Length, string.Create(
                CultureInfo.InvariantCulture, $"{DischargeShare:P1} of the best possible discharge current were allowed; {LeastCurrent:P0} are wanted."));
        }
    }

    /// <summary>For reports.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"stored {StoredShare:P1} of {BestStoredWh:F0} Wh, charge current {Part(ChargeShare)}, discharge current {Part(DischargeShare)} of the best possible");

    private static string Part(double? share) => share?.ToString("P1", CultureInfo.InvariantCulture) ?? "none";

    /// <summary>How often the smallest resistance of a pack goes into the largest, each for one of its cells.</summary>
    private static double Unevenness(BankDescription bank)
    {
        double[] ohms = [.. bank.Packs.Select(pack => (pack.LeadOhms + pack.Cells.Sum(cell => cell.Ohms)) / pack.Cells.Count)];
        return ohms.Max() / ohms.Min();
    }

    private static double HeldWh(BankDescription bank) =>
        bank.Packs.Sum(pack => pack.Cells.Sum(cell => cell.CapacityAh) * (pack.Chemistry == Chemistry.Lfp ? 3.2 : 3.65));
}
