using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish;

/// <summary>Says of what was measured whether it may still be published.</summary>
public interface IFreshness
{
    /// <summary>True unless it is too old.</summary>
    /// <param name="at">When it was measured.</param>
    bool IsFresh(MonotonicTime at);
}
