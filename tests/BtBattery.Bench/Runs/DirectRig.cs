using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>A bank with a controller that sits beside it: no radio, no bus, no driver.</summary>
internal sealed class DirectRig : IRig
{
    private readonly IDirectController _controller;
    private readonly PackSwitches _switches;
    private TimeSpan _now;

    /// <param name="bank">What is run; of its faults only those of the packs happen, the others are the controller's to play.</param>
    /// <param name="controller">Makes the controller of a bank.</param>
    public DirectRig(BankCase bank, Func<PhysicalBank, IDirectController> controller)
    {
        Physics = new PhysicalBank(bank.Bank, bank.System, bank.Seed);
        _switches = new PackSwitches(bank, Physics);
        _switches.Set(TimeSpan.Zero);
        _controller = controller(Physics);
    }

    public PhysicalBank Physics { get; }

    public IController Controller => _controller;

    public void Advance(TimeSpan now)
    {
        _switches.Set(now);
        Physics.Limits = _controller.Limits;
        Physics.Step(now, now - _now);
        _controller.Step(now);
        _now = now;
    }

    public void Dispose() => _controller.Dispose();
}
