using System.Text.Json;
using System.Text.RegularExpressions;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>What the forge runs: read as YAML, and held to what a release promises.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, ".github", "workflows");

    [Fact]
    public async Task A_release_waits_for_every_other_job()
    {
        JsonElement workflow = await ReadAsync("build.yml");
        JsonElement jobs = workflow.GetProperty("jobs");
        string[] all = [.. jobs.EnumerateObject().Select(job => job.Name)];
        JsonElement release = jobs.GetProperty("release");

        Assert.Equal(all.Except(["release"]).Order(), release.GetProperty("needs").EnumerateArray().Select(job => job.GetString()!).Order());
        Assert.Equal("startsWith(github.ref, 'refs/tags/v')", release.GetProperty("if").GetString());
        Assert.DoesNotContain("continue-on-error", await File.ReadAllTextAsync(Path.Combine(s_folder, "build.yml")), StringComparison.Ordinal);
        Assert.Equal("read", workflow.GetProperty("permissions").GetProperty("contents").GetString());
    }

    [Fact]
    public async Task Both_kinds_of_ARM_run_on_an_ARM_machine_with_the_program_of_the_archive()
    {
        JsonElement jobs = (await ReadAsync("build.yml")).GetProperty("jobs");
        foreach (string job in new[] { "linux-arm", "linux-arm64" })
        {
            Assert.Equal("ubuntu-24.04-arm", jobs.GetProperty(job).GetProperty("runs-on").GetString());
            Assert.Contains(Scripts(jobs.GetProperty(job)), script => script.Contains($"artifacts/btbattery-*-{job}.tar.gz", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Each_action_has_a_full_version_each_job_a_deadline_and_each_script_is_there_and_passes_shellcheck()
    {
        string[] files = Directory.GetFiles(s_folder);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            foreach (JsonProperty job in (await ReadAsync(Path.GetFileName(file))).GetProperty("jobs").EnumerateObject())
            {
                Assert.True(job.Value.TryGetProperty("timeout-minutes", out _), $"{job.Name} may hang for hours.");
                foreach (JsonElement step in job.Value.GetProperty("steps").EnumerateArray())
                {
                    if (step.TryGetProperty("uses", out JsonElement action))
                    {
                        Assert.Matches(FullVersion(), action.GetString());
                    }
                }

                foreach (string script in Scripts(job.Value))
                {
                    await CheckAsync(script);
                }
            }
        }
    }

    private static async Task CheckAsync(string script)
    {
        foreach (Match program in OwnProgram().Matches(script))
        {
            Assert.True(File.Exists(Path.Combine(Repository.Root, program.Value)), $"There is no {program.Value}.");
        }

        // What the forge fills in is not known to a shell; none of it may hold what somebody else wrote.
        Assert.DoesNotContain("${{", script, StringComparison.Ordinal);
        (int exitCode, string output, _) = await ChildProcess.RunAsync("sh", ["-c", "printf '%s\\n' \"$1\" | shellcheck -s bash -", "sh", script]);
        Assert.True(exitCode == 0, output);
    }

    private static IEnumerable<string> Scripts(JsonElement job) =>
        job.GetProperty("steps").EnumerateArray().Where(step => step.TryGetProperty("run", out _)).Select(step => step.GetProperty("run").GetString()!);

    /// <summary>A workflow, as Python's reader of YAML understands it. Its <c>on</c> is a boolean there, hence turned into text.</summary>
    private static async Task<JsonElement> ReadAsync(string file)
    {
        const string toJson = "import json, sys, yaml; print(json.dumps({str(key): value for key, value in yaml.safe_load(open(sys.argv[1], encoding='utf-8')).items()}))";
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync("/usr/bin/python3", ["-c", toJson, Path.Combine(s_folder, file)]);
        Assert.True(exitCode == 0, errors);
        return JsonDocument.Parse(output).RootElement;
    }

    [GeneratedRegex(@"^[\w.-]+/[\w./-]+@(v\d+\.\d+\.\d+|[0-9a-f]{40})$")]
    private static partial Regex FullVersion();

    [GeneratedRegex(@"(?<![\w/.])(\./[\w-]+\.sh|\.ci/[\w-]+)")]
    private static partial Regex OwnProgram();
}
