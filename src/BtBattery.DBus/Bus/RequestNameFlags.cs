namespace BtBattery.DBus;

/// <summary>How a bus name is requested.</summary>
[Flags]
public enum RequestNameFlags : uint
{
    /// <summary>Wait in the queue if somebody else has it.</summary>
    None = 0,

    /// <summary>Another connection may take the name away by asking for it with <see cref="ReplaceExisting"/>.</summary>
    AllowReplacement = 1,

    /// <summary>Take the name from an owner that allows it.</summary>
    ReplaceExisting = 2,

    /// <summary>Do not wait in the queue.</summary>
    DoNotQueue = 4,
}
