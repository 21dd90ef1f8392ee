namespace BtBattery.Simulator.Radio;

/// <summary>A Bluetooth chip that has locked up hears nothing and connects nobody, and its links carry nothing. What ends that?</summary>
public enum Lockup
{
    /// <summary>It works.</summary>
    None,

    /// <summary>Switching the adapter off and on.</summary>
    UntilPower,

    /// <summary>Pulling it out and plugging it in, as the reset of a USB port does.</summary>
    UntilPlug,

    /// <summary>Nothing that a program can do.</summary>
    Always,
}
