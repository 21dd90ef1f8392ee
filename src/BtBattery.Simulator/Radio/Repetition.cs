namespace BtBattery.Simulator.Radio;

/// <summary>How often something is still to happen.</summary>
public sealed class Repetition
{
    /// <summary>For ever.</summary>
    public const int Always = -1;

    /// <summary>Times left; <see cref="Always"/> = without end.</summary>
    public int Left { get; set; }

    /// <summary>True if it is to happen now; counts it.</summary>
    public bool Take()
    {
        if (Left > 0)
        {
            Left--;
            return true;
        }
        return Left == Always;
    }
}
