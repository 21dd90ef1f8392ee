namespace BtBattery.Aggregation.Model;

/// <summary>What a GX device tells this driver's batteries from all other products by.</summary>
public static class ProductIdentity
{
    /// <summary>The product id.</summary>
    /// <value>
    /// 47034, 0xB7BA. We chose it: the screens of a GX device add a plugin's pages to the devices of one product id, and to none with 0. It is none of those by which Venus OS
    /// decides how a battery is charged (systemcalc: delegates/batterysettings.py) or shown (gui-v2: src/productinfo.h), and not 0xBA77, with which the pages of dbus-serialbattery
    /// would stand on our batteries and ours on theirs.
    /// </value>
    public const int Number = 0xB7BA;
}
