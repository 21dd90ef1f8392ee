using BtBattery.Driver.Doctor;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Driver.Tests.Doctor;

/// <summary>The table in docs/tools/doctor.md is the table in the program.</summary>
public sealed class DoctorDocumentTests
{
    [Fact]
    public void The_document_lists_every_code_with_its_words()
    {
        string[] rows =
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "docs", "tools", "doctor.md")).Where(line => line.Split(" | ") is [_, "fault" or "advice", ..]),
        ];

        Assert.Equal(
            DiagnosisCodes.All.Select(code =>
                $"| `{code.Code}` | {(code.Severity == Severity.Fault ? "fault" : "advice")} | {Escape(code.Text)} | {Escape(code.Action)} |"),
            rows);
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
