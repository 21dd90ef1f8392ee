namespace BtBattery.Driver.Doctor.Following;

/// <summary>What stands between the published limits and those who should follow them, or on the radio between us and the batteries, for /Diagnostics/Advice and /Diagnostics/AdviceCode.</summary>
/// <param name="Findings">The findings, the one to be mended first at the front; empty if all is well or nothing is known.</param>
public sealed record FollowedAdvice(IReadOnlyList<Finding> Findings)
{
    /// <summary>Nothing to say.</summary>
    public static FollowedAdvice None { get; } = new([]);

    /// <summary>What is wrong and what to do, for people; empty for nothing.</summary>
    public string Text => string.Join(' ', Findings.Select(finding => $"{finding.Text} {finding.Action}"));

    /// <summary>Code of the first finding; empty for nothing.</summary>
    public string Code => Findings.Count > 0 ? Findings[0].Code : "";

    /// <summary>The setting of Venus OS that would rid the radio of what disturbs it, in few words; empty for none.</summary>
    public string RadioSetting => Findings.Any(finding => finding.Code == DiagnosisCodes.PhoneServer.Code || finding.Code == DiagnosisCodes.LinksCut.Code)
        ? "Settings > Connectivity > Bluetooth"
        : Findings.Any(finding => finding.Code == DiagnosisCodes.SensorScanning.Code || finding.Code == DiagnosisCodes.ForeignScan.Code)
            ? "Settings > Integrations > Bluetooth sensors"
            : "";
}
