using System.Text.Json;

namespace BtBattery.Bms.Tests.Vectors;

public class VectorTests
{
    private static readonly string[] s_required =
    [
        "voltage", "current", "soc", "soh", "remaining_capacity_ah", "full_capacity_ah", "design_capacity_ah", "cycles",
        "cells", "temperatures_c", "mos_temperature_c", "board_temperature_c", "charge_fet", "discharge_fet",
        "balancing_cells", "protections", "state", "hardware", "software_version", "production_date", "power_w_unsigned",
        "cell_count", "temperature_count",
    ];

    [Theory]
    [MemberData(nameof(VectorFile.Rows), MemberType = typeof(VectorFile))]
    public void A_recording_decodes_to_its_expected_values(string file)
    {
        VectorFile vector = VectorFile.Load(file);
        JsonElement actual = VectorFile.Decode(vector.Recording);

        if (vector.Expected.TryGetProperty("error", out JsonElement error))
        {
            Assert.Equal(error.GetString(), actual.GetProperty("error").GetString());
            Assert.Single(actual.EnumerateObject());
            return;
        }

        Assert.False(actual.TryGetProperty("error", out JsonElement unexpected), $"decodes to the error {unexpected}");
        foreach (JsonProperty wanted in vector.Expected.EnumerateObject())
        {
            if (wanted.Name is "auth" or "no_reply_to" || wanted.Name.EndsWith("_note") || wanted.Name.EndsWith("_raw"))
                continue;
            if (actual.TryGetProperty(wanted.Name, out JsonElement value))
                AssertSame(wanted.Name, wanted.Name, wanted.Value, value);
            else
                Assert.False(s_required.Contains(wanted.Name), $"{wanted.Name} is missing");
        }
    }

    [Fact]
    public void Every_catalogue_entry_has_vectors()
    {
        ILookup<string, VectorFile> byFamily = VectorFile.All.ToLookup(v => RecordingFamily(v));
        foreach (BmsFamily family in BmsCatalog.Families)
            Assert.True(byFamily[family.Id].Count() >= 3, $"{family.Id} has fewer than three vectors");
    }

    private static string RecordingFamily(VectorFile vector) =>
        Bms.Recordings.RecordingDecoder.Decode(vector.Recording).Family.Id;

    private static void AssertSame(string path, string key, JsonElement wanted, JsonElement actual)
    {
        switch (wanted.ValueKind)
        {
            case JsonValueKind.Number when key is "voltage" or "cells":
                Assert.True(Math.Abs(wanted.GetDouble() - actual.GetDouble()) <= 0.001 + 1e-9, $"{path}: {actual} is not {wanted}");
                break;
            case JsonValueKind.Number when key is "current":
                Assert.True(Math.Abs(wanted.GetDouble() - actual.GetDouble()) <= 0.01 + 1e-9, $"{path}: {actual} is not {wanted}");
                break;
            case JsonValueKind.Number:
                Assert.Equal(wanted.GetDouble(), Math.Round(actual.GetDouble(), Digits(wanted)));
                break;
            case JsonValueKind.Array:
                Assert.True(wanted.GetArrayLength() == actual.GetArrayLength(), $"{path}: {actual} is not {wanted}");
                for (int i = 0; i < wanted.GetArrayLength(); i++)
                    AssertSame($"{path}[{i}]", key, wanted[i], actual[i]);
                break;
            case JsonValueKind.Object:
                Assert.Equal(wanted.EnumerateObject().Select(p => p.Name), actual.EnumerateObject().Select(p => p.Name));
                foreach (JsonProperty member in wanted.EnumerateObject())
                    AssertSame($"{path}.{member.Name}", key, member.Value, actual.GetProperty(member.Name));
                break;
            default:
                Assert.True(JsonElement.DeepEquals(wanted, actual), $"{path}: {actual} is not {wanted}");
                break;
        }
    }

    private static int Digits(JsonElement number)
    {
        string text = number.GetRawText();
        int point = text.IndexOf('.');
        return point < 0 ? 0 : text.Length - point - 1;
    }
}
