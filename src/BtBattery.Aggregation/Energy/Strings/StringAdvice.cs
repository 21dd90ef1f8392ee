using System.Globalization;
using System.Text;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy.Strings;

/// <summary>What to do about a string whose parts have drifted apart, for people.</summary>
/// <remarks>
/// The part with the least room is full first, and then nothing goes into the others any more. A part that gets alone what it has room for beyond that becomes full at
/// the same time, and the string gives as much as its smallest part. Where all but one would have to be charged by the same, that one can be discharged instead.
/// </remarks>
internal static class StringAdvice
{
    /// <summary>Less than this share of the smallest capacity is not worth connecting a charger for. We chose it.</summary>
    public const double WorthShare = 0.02;

    public static string For(BankView joint, StringMemory memory, Measured<double>? lost)
    {
        var text = new StringBuilder();
        if (memory.Voltage.IsUp && !memory.Soc.IsUp && !memory.Loss.IsUp)
        {
            text.Append(CultureInfo.InvariantCulture, $"Their states of charge agree and their voltages at rest do not, so one count is wrong. Charge {All(joint)} until each is full, one by one, and their BMSs count anew.");
            return text.ToString();
        }

        AppendReadings(text, joint);
        if (lost is not { Value: var unused } || joint.CountedInstalledAh is not double least || !AppendCharges(text, joint, least, unused))
        {
            text.Append(CultureInfo.InvariantCulture, $"Charge each of {All(joint)} alone until it is full.");
        }

        return text.ToString();
    }

    private static void AppendReadings(StringBuilder text, BankView joint)
    {
        for (int i = 0; i < joint.Parts.Count; i++)
        {
            text.Append(i == 0 ? "" : i == joint.Parts.Count - 1 ? " and " : ", ");
            text.Append(CultureInfo.InvariantCulture, $"{BankCheck.Label(joint.Parts[i])} has ");
            if (joint.Parts[i].SocPercent is { } soc)
            {
                text.Append(CultureInfo.InvariantCulture, $"{soc.Value:F0} %");
            }
            else
            {
                text.Append("an unknown charge");
            }
        }

        text.Append(": in series they cannot make that good themselves. ");
    }

    /// <returns>False if the room of a part is unknown, or there is nothing worth charging.</returns>
    private static bool AppendCharges(StringBuilder text, BankView joint, double least, double lost)
    {
        IReadOnlyList<BankView> parts = joint.Parts;
        double room = double.PositiveInfinity;
        int fullest = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].HeadroomAh is not { } one)
            {
                return false;
            }

            (room, fullest) = one.Value < room ? (one.Value, i) : (room, fullest);
        }

        double worth = WorthShare * least;
        (int count, double most, double fewest) = (0, 0, double.PositiveInfinity);
        for (int i = 0; i < parts.Count; i++)
        {
            double lack = parts[i].HeadroomAh!.Value.Value - room;
            most = Math.Max(most, lack);
            fewest = i == fullest ? fewest : Math.Min(fewest, lack);
            count += lack > worth ? 1 : 0;
        }

        if (count == 0)
        {
            return false;
        }

        text.Append(CultureInfo.InvariantCulture, $"{lost:F0} of {least:F0} Ah are out of use. ");
        if (count > 1 && count == parts.Count - 1 && most - fewest <= worth)
        {
            text.Append(CultureInfo.InvariantCulture, $"Discharge {BankCheck.Label(parts[fullest])} alone by about {(most + fewest) / 2:F0} Ah, or charge each of the others alone by that.");
            return true;
        }

        text.Append("Charge ");
        int told = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            double lack = parts[i].HeadroomAh!.Value.Value - room;
            if (lack > worth)
            {
                text.Append(told == 0 ? "" : told == count - 1 ? " and " : ", ");
                text.Append(CultureInfo.InvariantCulture, $"{BankCheck.Label(parts[i])} alone by about {lack:F0} Ah");
                told++;
            }
        }

        text.Append('.');
        return true;
    }

    private static string All(BankView joint)
    {
        var text = new StringBuilder();
        for (int i = 0; i < joint.Parts.Count; i++)
        {
            text.Append(i == 0 ? "" : i == joint.Parts.Count - 1 ? " and " : ", ").Append(BankCheck.Label(joint.Parts[i]));
        }

        return text.ToString();
    }
}
