namespace BtBattery.Bms.Conversations;

/// <summary>How the FETs of a family are switched.</summary>
/// <param name="Status">The question whose answer holds the state of both.</param>
/// <param name="Write">The request that switches one; see <see cref="FetWrite"/>.</param>
internal sealed record FetControl(BmsQuery Status, FetWrite Write)
{
    /// <summary>How often the write may leave, if it stays without a good acknowledgement.</summary>
    /// <value>Once.</value>
    public int Writes { get; init; } = 1;

    /// <summary>One write sets both FETs, so the state of the other one has to be known from the same round.</summary>
    /// <value>False.</value>
    public bool WritesBoth { get; init; }
}

/// <summary>Makes the request that switches <paramref name="fet"/>; <paramref name="isOtherOn"/> is the last known state of the other one.</summary>
internal delegate BmsRequest FetWrite(FetSwitch fet, bool on, bool isOtherOn);
