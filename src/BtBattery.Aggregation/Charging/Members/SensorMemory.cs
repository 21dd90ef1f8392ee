using System.Numerics;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>
/// Which temperature sensors a battery has. One is there once it gave a value in two frames in a row: connectors without a sensor are known to give a value now and then,
/// and a sensor that is thought to be lost stops the battery. One that gave a value in a single frame is missed for one frame: knowing less than a moment ago allows no more.
/// </summary>
/// <param name="Fitted">Sensors that are there; bit 0 is sensor 1.</param>
/// <param name="Last">Those that gave a value in the last frame.</param>
/// <param name="Frame">The moment of that frame; null before the first.</param>
/// <param name="Before">Those that gave a value in the frame before it.</param>
public readonly record struct SensorMemory(ulong Fitted, ulong Last, MonotonicTime? Frame, ulong Before = 0)
{
    /// <summary>More sensors than this are read, but not remembered.</summary>
    public const int Most = 64;

    /// <summary>After a frame.</summary>
    /// <param name="seen">Sensors that gave a value in it.</param>
    /// <param name="frame">Its moment.</param>
    public SensorMemory After(ulong seen, MonotonicTime frame) => frame == Frame ? this : new(Fitted | (seen & Last), seen, frame, Last);

    /// <summary>Number of the first sensor that should give a value and gives none, from 1; 0 if all do.</summary>
    /// <param name="seen">Sensors that give a value.</param>
    /// <param name="frame">The moment of the frame in which they do; null for no frame.</param>
    public int FirstLost(ulong seen, MonotonicTime? frame)
    {
        ulong lost = (Fitted | (frame == Frame ? Before : Last)) & ~seen;
        return lost > 0 ? BitOperations.TrailingZeroCount(lost) + 1 : 0;
    }
}
