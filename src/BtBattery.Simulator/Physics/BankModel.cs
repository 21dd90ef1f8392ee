using BtBattery.Simulator.Physics.Network;

namespace BtBattery.Simulator.Physics;

/// <summary>Packs, wired: works out step by step what flows where. No clock, no chance: the same steps give the same bits.</summary>
public sealed class BankModel
{
    private readonly PackModel[] _packs;
    private readonly NetworkNode _network;
    private readonly BusVoltage _bus;

    /// <summary>A bank at rest.</summary>
    /// <exception cref="FormatException">A pack or the wiring cannot be; the message is a clause.</exception>
    public BankModel(BankDescription description)
    {
        Description = description;
        if (description.Packs.Count == 0) throw new FormatException("a bank has one pack at least");
        _packs = [.. description.Packs.Select(pack => new PackModel(pack))];
        _network = WiringParser.Read(description.Wiring, [.. _packs.Select(pack => new PackNode(pack))]);
        _bus = new BusVoltage(_network.Curve);
        Solve(TimeSpan.Zero, NoFlow.Instance);
    }

    /// <summary>The bank as it was at the start.</summary>
    public BankDescription Description { get; }

    /// <summary>Its packs, in the order of their numbers.</summary>
    public IReadOnlyList<PackModel> Packs => _packs;

    /// <summary>V of the bus.</summary>
    public double Volts { get; private set; }

    /// <summary>A into the bank, positive = charging.</summary>
    public double Amps { get; private set; }

    /// <summary>Wh in all of its cells, whether they can be had or not.</summary>
    public double StoredWh
    {
        get
        {
            double stored = 0;
            foreach (PackModel pack in _packs) stored += pack.StoredWh;
            return stored;
        }
    }

    /// <summary>
    /// Lets <paramref name="step"/> pass (1 s is usual, up to 5 s are as good). What is read afterwards is the end of it; FETs that a
    /// BMS opens then are open from the next step on.
    /// </summary>
    public void Step(TimeSpan step, double ambientCelsius, IPowerFlow flow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        Solve(step, flow);
        foreach (PackModel pack in _packs) pack.Advance(step, ambientCelsius);
    }

    private void Solve(TimeSpan step, IPowerFlow flow)
    {
        foreach (PackModel pack in _packs) pack.Prepare(step);
        _network.Prepare();
        Volts = _bus.Find(flow);
        Amps = _network.Curve.AmpsAt(Volts);
        _network.Settle(Volts, Amps, isAlone: false);
        _network.Settle(_network.Curve.OwnAtRest, 0, isAlone: true);
    }

    private sealed class NoFlow : IPowerFlow
    {
        public static readonly NoFlow Instance = new();

        public double AmpsAt(double busVolts) => 0;
    }
}
