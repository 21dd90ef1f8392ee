using BtBattery.Driver.Options;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Whether an address is <c>public</c> or <c>random</c>, which the owner does not tell and BlueZ must be told where it has not heard the device: what it
/// said last, else a guess.
/// </summary>
internal sealed class AddressTypes
{
    private const string Public = "public";
    private const string Random = "random";

    private readonly Lock _lock = new();
    private readonly Dictionary<BatteryAddress, string> _known = [];
    private readonly Dictionary<BatteryAddress, string> _guessed = [];

    /// <summary>BlueZ says which it is.</summary>
    public void Learn(BatteryAddress address, string? type)
    {
        if (type is Public or Random)
        {
            lock (_lock)
            {
                _known[address] = type;
            }
        }
    }

    /// <summary>
    /// The type to try next. A random address that stays begins with two set bits (Bluetooth Core, Vol 6 Part B, 1.3.2.1), and few public ones do; so one that
    /// does is tried as random and as public in turns.
    /// </summary>
    public string Next(BatteryAddress address)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(address, out string? known))
            {
                return known;
            }

            bool mayBeRandom = address.ToString()[0] is 'C' or 'D' or 'E' or 'F';
            return _guessed[address] = mayBeRandom && _guessed.GetValueOrDefault(address) != Random ? Random : Public;
        }
    }
}
