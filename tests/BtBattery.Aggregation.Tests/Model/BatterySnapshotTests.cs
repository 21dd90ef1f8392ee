using System.Reflection;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Model;

public sealed class BatterySnapshotTests
{
    [Fact]
    public void An_update_replaces_what_it_knows_and_keeps_the_rest()
    {
        var before = new BatterySnapshot { Voltage = At(13.2, 1), SocPercent = At(50.0, 1) };
        var newer = new BatterySnapshot { Voltage = At(13.3, 5), Current = At(-1.0, 5) };

        BatterySnapshot after = before.UpdatedWith(newer);

        Assert.Equal(At(13.3, 5), after.Voltage);
        Assert.Equal(At(-1.0, 5), after.Current);
        Assert.Equal(At(50.0, 1), after.SocPercent);
    }

    [Fact]
    public void Every_property_takes_part_in_an_update()
    {
        foreach (PropertyInfo property in typeof(BatterySnapshot).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            object measured = Activator.CreateInstance(Nullable.GetUnderlyingType(property.PropertyType)!, null, new MonotonicTime(TimeSpan.FromSeconds(9)))!;
            var only = new BatterySnapshot();
            property.SetValue(only, measured);

            Assert.True(measured.Equals(property.GetValue(BatterySnapshot.Empty.UpdatedWith(only))), $"{property.Name} is lost by an update");
            Assert.True(measured.Equals(property.GetValue(only.UpdatedWith(BatterySnapshot.Empty))), $"{property.Name} is lost by an empty update");
        }
    }

    private static Measured<double> At(double value, double seconds) => new(value, new MonotonicTime(TimeSpan.FromSeconds(seconds)));
}
