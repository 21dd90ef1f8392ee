using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.Radio;

/// <summary>One wish to connect, from the call until the link is up or the controller has given up.</summary>
internal sealed class ConnectionAttempt(Peripheral? target, Action<Link?> done)
{
    /// <summary>Null when no battery of the simulation has the wanted address.</summary>
    public Peripheral? Target { get; } = target;

    /// <summary>Told once, unless the attempt was abandoned: the link, or null after a failure.</summary>
    public Action<Link?> Done { get; } = done;

    /// <summary>True once an advertisement was heard and the connection request is on the air.</summary>
    public bool IsOnAir { get; set; }

    /// <summary>True if nobody wants the link any more.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>The moment at which the controller gives up or the link comes up.</summary>
    public AgendaEntry? End { get; set; }
}
