using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Forms;

/// <summary>Bluetooth addresses with commas between them; none twice, and no more than a bank has room for.</summary>
internal sealed class AddressListForm(int most) : ValueForm<IReadOnlyList<BatteryAddress>>
{
    public override KeyKind Kind => KeyKind.AddressList;

    public override string Expected { get; } =
        FormattableString.Invariant($"1 to {most} Bluetooth addresses with commas between them, such as A4:C1:38:00:00:01, or nothing");

    public override Reading<IReadOnlyList<BatteryAddress>> Read(string text)
    {
        if (text.Length == 0)
        {
            return Reading<IReadOnlyList<BatteryAddress>>.Of([]);
        }

        var addresses = new List<BatteryAddress>();
        foreach (string part in text.Split(','))
        {
            if (!BatteryAddress.TryParse(part.Trim(), out BatteryAddress address))
            {
                return Wrong(FindingCodes.WrongType, "give " + Expected);
            }

            if (addresses.Contains(address))
            {
                return Wrong(FindingCodes.DuplicateBattery, $"{address} stands there twice; name each battery once");
            }

            addresses.Add(address);
        }

        return addresses.Count <= most
            ? Reading<IReadOnlyList<BatteryAddress>>.Of(addresses)
            : Wrong(FindingCodes.TooManyBatteries, FormattableString.Invariant($"these are {addresses.Count} batteries; one driver serves at most {most}"));
    }

    public override string Format(IReadOnlyList<BatteryAddress> value) => string.Join(", ", value);

    public override void WriteJson(Utf8JsonWriter writer, IReadOnlyList<BatteryAddress> value)
    {
        writer.WriteStartArray();
        foreach (BatteryAddress address in value)
        {
            writer.WriteStringValue(address.ToString());
        }

        writer.WriteEndArray();
    }

    private static Reading<IReadOnlyList<BatteryAddress>> Wrong(string code, string advice) => Reading<IReadOnlyList<BatteryAddress>>.Wrong(code, advice);
}
