using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Doctor;

/// <summary>The report for programs (docs/tools/doctor.md).</summary>
public static class DoctorJson
{
    /// <summary>One object, indented.</summary>
    public static string Write(IReadOnlyList<Finding> findings, Coverage coverage)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(coverage);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("healthy", !findings.Any(finding => finding.Severity == Severity.Fault));
            writer.WriteStartArray("findings");
            foreach (Finding finding in findings)
            {
                writer.WriteStartObject();
                writer.WriteString("code", finding.Code);
                writer.WriteString("severity", finding.Severity == Severity.Fault ? "fault" : "advice");
                writer.WriteString("subject", finding.Subject);
                writer.WriteString("text", finding.Text);
                writer.WriteString("action", finding.Action);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("checked");
            foreach (string part in coverage.Checked)
            {
                writer.WriteStringValue(part);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("not_checked");
            foreach (NotLearned part in coverage.NotChecked)
            {
                writer.WriteStartObject();
                writer.WriteString("what", part.What);
                writer.WriteString("why", part.Why);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
