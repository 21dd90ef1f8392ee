using System.Text;
using BtBattery.Driver.Flights;

namespace BtBattery.Driver.Tests.Flights;

/// <summary>What came of playing a recording to its end.</summary>
internal sealed record Replayed(IReadOnlyList<FlightTurn> Turns)
{
    public IReadOnlyList<FlightDifference> Differences { get; } = [.. Turns.SelectMany(turn => turn.Differences)];

    public IEnumerable<FlightTurn> Changing => Turns.Where(turn => turn.Changes.Count > 0);

    public static Replayed Of(byte[] recording) => new([.. FlightReplay.Play(recording)]);

    public static Replayed Of(string recording) => Of(Encoding.UTF8.GetBytes(recording));
}
