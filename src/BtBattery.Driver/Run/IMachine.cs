namespace BtBattery.Driver.Run;

/// <summary>The machine below the program, as far as somebody has to know what it is and when it was started, or start it anew.</summary>
public interface IMachine
{
    /// <summary>Which start of the machine this is, and how long ago; null if that cannot be learned.</summary>
    MachineMoment? Now { get; }

    /// <summary>True on a GX device: a machine that runs Venus OS.</summary>
    bool IsGx { get; }

    /// <summary>Starts the machine anew. Has a deadline of its own.</summary>
    /// <returns>Null if the machine goes down now, or why not.</returns>
    Task<string?> RebootAsync(CancellationToken cancellationToken);
}
