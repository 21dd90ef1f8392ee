using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish;

/// <summary>Says of a measured value whether it may still be published.</summary>
public interface IFreshness
{
    /// <summary>The value, unless it is unknown or too old.</summary>
    T? IfFresh<T>(Measured<T>? measured)
        where T : struct;

    /// <inheritdoc cref="IfFresh{T}"/>
    string? IfFreshText(Measured<string>? measured);
}
