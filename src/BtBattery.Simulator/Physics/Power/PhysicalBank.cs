using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Physics.Power;

/// <summary>A bank with the power system around it, in a closed loop: what its BMSs measure goes out, limits come in.</summary>
public sealed class PhysicalBank
{
    private readonly PhysicalBattery[] _batteries;

    /// <summary>A bank at rest, in a system that is switched off.</summary>
    /// <param name="bank">The packs and how they are wired.</param>
    /// <param name="system">What is around them.</param>
    /// <param name="seed">Start of all chance.</param>
    /// <param name="radios">The batteries that tell what the packs measure, in their order; none for a bank without radio.</param>
    /// <exception cref="FormatException">The wiring or a pack cannot be; the message is a clause.</exception>
    public PhysicalBank(BankDescription bank, SystemDescription system, int seed, IReadOnlyList<Peripheral>? radios = null)
    {
        Bank = new BankModel(bank);
        System = new PowerSystem(system, seed);
        _batteries = radios is null ? [] : [.. radios.Zip(Bank.Packs, (radio, pack) => new PhysicalBattery(radio, pack))];
    }

    /// <summary>The packs as they truly are.</summary>
    public BankModel Bank { get; }

    /// <summary>What is around them.</summary>
    public PowerSystem System { get; }

    /// <summary>What the system obeys; whoever hears the battery service sets it.</summary>
    public PublishedLimits Limits { get; set; }

    /// <summary>The batteries that tell what the packs measure.</summary>
    public IReadOnlyList<PhysicalBattery> Batteries => _batteries;

    /// <summary>Lets <paramref name="step"/> pass, at whose end it is <paramref name="now"/>.</summary>
    public void Step(TimeSpan now, TimeSpan step)
    {
        System.Step(now, Limits, Bank.Volts);
        Bank.Step(step, System.AmbientCelsius, System);
        System.Settle(Bank.Volts);
    }
}
