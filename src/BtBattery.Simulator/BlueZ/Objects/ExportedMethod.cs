using BtBattery.DBus;

namespace BtBattery.Simulator.BlueZ.Objects;

/// <summary>A method of an exported interface. <paramref name="Call"/> replies now, or defers and replies later, or never.</summary>
/// <param name="Name">Member name.</param>
/// <param name="In">Arguments, as "name:signature" in order.</param>
/// <param name="Out">Results, likewise.</param>
/// <param name="Call">Runs while nothing else happens in the simulator.</param>
internal sealed record ExportedMethod(string Name, IReadOnlyList<string> In, IReadOnlyList<string> Out, Action<MethodContext> Call)
{
    public string InSignature { get; } = string.Concat(In.Select(argument => argument[(argument.IndexOf(':') + 1)..]));
}
