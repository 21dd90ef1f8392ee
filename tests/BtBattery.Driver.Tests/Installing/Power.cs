using BtBattery.Driver.Installing;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>The power of a machine in a test: fails before a given step, and from then on nothing happens any more, whoever tries.</summary>
internal sealed class Power
{
    private readonly List<string> _steps = [];

    /// <summary>The step before which it fails, from 1; 0 for never.</summary>
    public int FailsBefore { get; init; }

    /// <summary>Looks on, before each change.</summary>
    public Action<string> Watch { get; set; } = _ => { };

    /// <summary>What was done or tried.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>Told before each change.</summary>
    public void Take(string step)
    {
        _steps.Add(step);
        Watch(step);
        if (FailsBefore > 0 && _steps.Count >= FailsBefore)
        {
            throw new PowerFailedException($"The power failed before: {step}");
        }
    }

    /// <summary>Told before each change of the disk.</summary>
    public void Take(DiskStep step) => Take($"{step.Act} {step.Path}");
}
