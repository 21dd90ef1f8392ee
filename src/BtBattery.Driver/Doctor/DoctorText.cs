namespace BtBattery.Driver.Doctor;

/// <summary>The report for people.</summary>
public static class DoctorText
{
    /// <summary>The gravest first, each with what to do; then how far the doctor looked.</summary>
    public static string Write(IReadOnlyList<Finding> findings, Coverage coverage)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(coverage);
        List<string> lines = [];
        foreach (Finding finding in findings)
        {
            lines.Add($"{(finding.Severity == Severity.Fault ? "FAULT " : "advice")}  {finding.Text}  [{finding.Code}]");
            lines.Add($"   do:  {finding.Action}");
            lines.Add("");
        }

        if (!findings.Any(finding => finding.Severity == Severity.Fault))
        {
            lines.Add("No fault was found.");
        }

        lines.Add($"Checked: {(coverage.Checked.Count > 0 ? string.Join(", ", coverage.Checked) : "nothing")}.");
        lines.AddRange(coverage.NotChecked.Select(part => $"Not checked: {part.What}: {Diagnosis.Sentence(part.Why)}"));
        return string.Join('\n', lines) + "\n";
    }
}
