using System.Reflection;
using System.Text.Json;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Flights;

namespace BtBattery.Driver.Tests.Flights;

/// <summary>A snapshot in a recording is whole: a property that somebody adds must not be forgotten there.</summary>
public sealed class SnapshotJsonTests
{
    public static TheoryData<string> Properties => [.. typeof(BatterySnapshot).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Properties))]
    public void Every_property_comes_back_as_it_was(string name)
    {
        PropertyInfo property = typeof(BatterySnapshot).GetProperty(name)!;
        var snapshot = new BatterySnapshot();
        object sample = Sample(property.PropertyType.GenericTypeArguments[0].GenericTypeArguments[0]);
        property.SetValue(snapshot, Activator.CreateInstance(property.PropertyType.GenericTypeArguments[0], sample, new MonotonicTime(TimeSpan.FromTicks(12345678901))));

        using JsonDocument json = JsonDocument.Parse(SnapshotJson.ToText(snapshot));
        object? back = property.GetValue(SnapshotJson.Read(json.RootElement));
        Assert.NotNull(back);
        Assert.Equal(new MonotonicTime(TimeSpan.FromTicks(12345678901)), back.GetType().GetProperty("At")!.GetValue(back));
        Assert.Equal(sample, back.GetType().GetProperty("Value")!.GetValue(back));
    }

    [Fact]
    public void An_unknown_sensor_stays_unknown()
    {
        var snapshot = new BatterySnapshot { MosTemperature = new(null, default) };
        using JsonDocument json = JsonDocument.Parse(SnapshotJson.ToText(snapshot));
        Assert.Equal(snapshot.MosTemperature, SnapshotJson.Read(json.RootElement).MosTemperature);
    }

    private static object Sample(Type type) => type switch
    {
        _ when type == typeof(double) || type == typeof(double?) => 0.1 + 0.2,
        _ when type == typeof(int) => -7,
        _ when type == typeof(bool) => true,
        _ when type == typeof(string) => "a \"b\" \u2013",
        _ when type == typeof(DateOnly) => new DateOnly(2024, 2, 29),
        _ when type == typeof(BatteryActivity) => BatteryActivity.Discharging,
        _ when type == typeof(IReadOnlyList<double?>) => new double?[] { 1.0 / 3, null, 0 },
        _ when type == typeof(IReadOnlyList<bool>) => new[] { true, false },
        _ when type == typeof(IReadOnlyList<ActiveProtection>) => new[] { new ActiveProtection(Protection.SocLow, ProtectionLevel.Warning, "soc_low") },
        _ when type == typeof(IReadOnlyDictionary<string, int>) => new Dictionary<string, int> { ["x"] = 3 },
        _ => throw new NotSupportedException($"{type}: add a sample here and a row in SnapshotJson"),
    };
}
