namespace BtBattery.Driver.Doctor.Facts;

/// <summary>A Bluetooth adapter.</summary>
public sealed record AdapterFacts
{
    /// <summary>Its name in the kernel, such as <c>hci0</c>. Numbers may swap at boot.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its address.</summary>
    public string? Address { get; init; }

    /// <summary>True if it is switched on.</summary>
    public bool? IsPowered { get; init; }

    /// <summary>BlueZ's finer state: on, off, off-enabling, on-disabling, off-blocked; null before BlueZ 5.65.</summary>
    public string? PowerState { get; init; }

    /// <summary>True while a discovery runs that BlueZ knows of.</summary>
    public bool? IsDiscovering { get; init; }

    /// <summary>BlueZ's modalias; it names the host's software, not the radio.</summary>
    public string? Modalias { get; init; }

    /// <summary>Company that made the radio, as assigned by the Bluetooth SIG (15 Broadcom, 93 Realtek, 305 Cypress); null before BlueZ 5.66.</summary>
    public int? Manufacturer { get; init; }

    /// <summary>How it is attached: <c>usb</c> or <c>uart</c>; null if it cannot be told.</summary>
    public string? Attachment { get; init; }
}
