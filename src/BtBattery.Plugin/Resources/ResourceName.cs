namespace BtBattery.Plugin.Resources;

/// <summary>Names of folders and files in a Qt resource.</summary>
internal static class ResourceName
{
    /// <summary>The number under which Qt looks for a name.</summary>
    /// <remarks>Over UTF-16 units: four bits up, add the unit, fold the top four bits of 32 back 23 places, keep 28 (Qt: qHash for resources, kept since Qt 4).</remarks>
    public static uint Hash(string name)
    {
        uint hash = 0;
        foreach (char unit in name)
        {
            hash = unchecked((hash << 4) + unit);
            hash ^= (hash & 0xF000_0000) >> 23;
            hash &= 0x0FFF_FFFF;
        }

        return hash;
    }
}
