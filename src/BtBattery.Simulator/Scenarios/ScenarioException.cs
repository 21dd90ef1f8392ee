namespace BtBattery.Simulator.Scenarios;

/// <summary>A scenario cannot be used. The message is one sentence for the user that names the file and the mistake.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>An exception without a message.</summary>
    public ScenarioException()
    {
    }

    /// <summary>With the sentence for the user.</summary>
    public ScenarioException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence for the user and its technical cause.</summary>
    public ScenarioException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
