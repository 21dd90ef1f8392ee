using BtBattery.DBus;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Watch;

/// <summary>What is known of one battery service: of everything it publishes, its number and its three limits.</summary>
internal sealed class HeardBattery(string name, string owner)
{
    private double? _cvl;
    private double? _ccl;
    private double? _dcl;

    public string Name => name;

    /// <summary>Unique name of its connection; signals come under it.</summary>
    public string Owner => owner;

    /// <summary>True once it has told everything.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Its instance; the highest there is while it tells none.</summary>
    public double Instance { get; private set; } = double.MaxValue;

    public PublishedLimits Limits => new(IsKnown, _cvl, _ccl, _dcl);

    /// <summary>Takes what is of use from the answer to GetItems or from ItemsChanged. The rest is passed over unread.</summary>
    /// <returns>True if something of use was in it.</returns>
    public bool Take(Message items)
    {
        if (items.Signature != "a{sa{sv}}") return false;
        bool isOfUse = false;
        MessageReader reader = items.GetReader();
        ArrayEnd all = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(all))
        {
            reader.AlignStruct();
            ReadOnlySpan<byte> path = reader.ReadStringBytes();
            if (path.SequenceEqual("/Info/MaxChargeVoltage"u8)) _cvl = Value(ref reader);
            else if (path.SequenceEqual("/Info/MaxChargeCurrent"u8)) _ccl = Value(ref reader);
            else if (path.SequenceEqual("/Info/MaxDischargeCurrent"u8)) _dcl = Value(ref reader);
            else if (path.SequenceEqual("/DeviceInstance"u8)) Instance = Value(ref reader) ?? double.MaxValue;
            else
            {
                reader.Skip();
                continue;
            }
            isOfUse = true;
        }
        return isOfUse;
    }

    /// <summary>The number at the key "Value"; null for the empty array that says there is none.</summary>
    private static double? Value(ref MessageReader reader)
    {
        double? value = null;
        ArrayEnd entries = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(entries))
        {
            reader.AlignStruct();
            if (reader.ReadStringBytes().SequenceEqual("Value"u8)) value = reader.ReadVariant().TryGetNumber(out double number) ? number : null;
            else reader.Skip();
        }
        return value;
    }
}
