using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Doctor.Rules;

namespace BtBattery.Driver.Doctor;

/// <summary>
/// Concludes from facts what is wrong. Pure: the same facts always give the same findings. What is unknown is no fault, and
/// a cause does not bring its consequences along: without an adapter no battery is called unseen.
/// </summary>
public static class Diagnosis
{
    /// <summary>What is wrong, the gravest first; empty for a healthy system.</summary>
    public static IReadOnlyList<Finding> Find(SystemFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<Finding> findings = [.. MachineRules.Find(facts), .. InstallationRules.Find(facts)];
        if (facts.Bus is { IsReachable: false } bus)
        {
            findings.Add(DiagnosisCodes.NoBus.About(
                bus.Address, ("address", bus.Address ?? "the usual place"), ("why", Sentence(bus.Error ?? "nobody answers"))));
        }
        else
        {
            findings.AddRange(RadioRules.Find(facts));
            findings.AddRange(VictronRules.Find(facts));
        }

        return DiagnosisCodes.Order(findings);
    }

    /// <summary>The text with one full stop at its end.</summary>
    internal static string Sentence(string text) => text.TrimEnd().TrimEnd('.') + ".";
}
