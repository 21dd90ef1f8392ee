using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary><c>btbattery decode</c> as a user runs it, on every vector file.</summary>
public sealed class DecodeTests
{
    // Keys a decoder must give; all others are optional, raw figures and handshake data are never compared.
    private static readonly HashSet<string> Required =
    [
        "voltage", "current", "soc", "soh", "remaining_capacity_ah", "full_capacity_ah", "design_capacity_ah", "cycles", "cells", "temperatures_c",
        "mos_temperature_c", "board_temperature_c", "extra_temperatures_c", "charge_fet", "discharge_fet", "balancing_cells", "protections", "state",
        "hardware", "software_version", "serial", "name", "model", "production_date", "power_w_unsigned", "cell_count", "temperature_count",
    ];

    public static TheoryData<string> Vectors() =>
        [.. Directory.GetFiles(Repository.Vectors, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task Prints_what_the_vector_expects(string file)
    {
        string path = Path.Combine(Repository.Vectors, file);
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(Repository.Driver, ["decode", path]);
        Assert.Empty(errors);
        using JsonDocument decoded = JsonDocument.Parse(output);
        using JsonDocument vector = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        JsonElement expected = vector.RootElement.GetProperty("expected");

        if (expected.TryGetProperty("error", out JsonElement error))
        {
            Assert.Equal(error.GetString(), decoded.RootElement.GetProperty("error").GetString());
            Assert.Equal(3, exitCode);
            return;
        }

        Assert.Equal(0, exitCode);
        foreach (JsonProperty key in expected.EnumerateObject())
        {
            if (decoded.RootElement.TryGetProperty(key.Name, out JsonElement value))
            {
                AssertEqual(key.Value, value, $"{file}: {key.Name}");
            }
            else
            {
                Assert.False(Required.Contains(key.Name), $"{file}: {key.Name} is missing");
            }
        }
    }

    [Fact]
    public async Task The_type_on_the_command_line_wins()
    {
        string path = Path.Combine(Repository.Vectors, "jbd-8s-charging.json");
        string copy = Path.GetTempFileName();
        await File.WriteAllTextAsync(copy, (await File.ReadAllTextAsync(path)).Replace("\"bms\": \"jbd\"", "\"bms\": \"daly\"", StringComparison.Ordinal));
        (int exitCode, string output, _) = await ChildProcess.RunAsync(Repository.Driver, ["decode", copy, "--bms", "jbd"]);
        File.Delete(copy);

        Assert.Equal(0, exitCode);
        using JsonDocument decoded = JsonDocument.Parse(output);
        Assert.Equal(8.99, decoded.RootElement.GetProperty("current").GetDouble(), 2);
    }

    private static void AssertEqual(JsonElement expected, JsonElement actual, string what)
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{what}: {actual} instead of {expected}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Number:
                double tolerance = what.EndsWith(": current", StringComparison.Ordinal) ? 0.01 : what.EndsWith("voltage", StringComparison.Ordinal)
                    || what.Contains("cells", StringComparison.Ordinal) ? 0.001 : 1e-6;
                Assert.True(
                    Math.Abs(expected.GetDouble() - actual.GetDouble()) <= tolerance, $"{what}: {actual} instead of {expected}");
                break;
            case JsonValueKind.Array:
                Assert.True(expected.GetArrayLength() == actual.GetArrayLength(), $"{what}: {actual} instead of {expected}");
                foreach ((JsonElement one, JsonElement other) in expected.EnumerateArray().Zip(actual.EnumerateArray()))
                {
                    AssertEqual(one, other, what);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in expected.EnumerateObject())
                {
                    AssertEqual(property.Value, actual.GetProperty(property.Name), $"{what}.{property.Name}");
                }

                break;
            default:
                Assert.True(expected.ToString() == actual.ToString(), $"{what}: {actual} instead of {expected}");
                break;
        }
    }
}
