namespace BtBattery.Driver.Installing.Health;

/// <summary>What a GX device needs to start the driver, and what shows it.</summary>
public sealed record GxStartFacts
{
    /// <summary>True if there is a start hook, /data/rc.local.</summary>
    public bool HasHook { get; init; }

    /// <summary>True if it has our lines.</summary>
    public bool HookHasLines { get; init; }

    /// <summary>True if it is executable, so that Venus OS runs it.</summary>
    public bool HookIsExecutable { get; init; }

    /// <summary>True if somebody has disabled the start hooks in the GUI, and our lines are among what was disabled.</summary>
    public bool HookIsDisabled { get; init; }

    /// <summary>True if the service is in /service.</summary>
    public bool IsLinked { get; init; }

    /// <summary>The firmware that runs; null if it does not say.</summary>
    public string? Firmware { get; init; }

    /// <summary>The firmware for which the screens were put; null if they were not.</summary>
    public string? ScreensFirmware { get; init; }
}
