namespace BtBattery.Simulator.Control;

/// <summary>A control command cannot be carried out; the message says why, and becomes the "error" answer.</summary>
public sealed class ControlException : Exception
{
    /// <summary>An exception without a message.</summary>
    public ControlException()
    {
    }

    /// <summary>With the reason.</summary>
    public ControlException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and its technical cause.</summary>
    public ControlException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
