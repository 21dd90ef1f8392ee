namespace BtBattery.Driver.Links;

/// <summary>There is no link, or no longer. The message is a sentence for people.</summary>
public class LinkException(LinkProblem problem, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What happened, for decisions.</summary>
    public LinkProblem Problem { get; } = problem;
}
