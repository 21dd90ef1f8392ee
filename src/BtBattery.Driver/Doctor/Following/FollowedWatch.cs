using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Doctor.Rules;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Doctor.Following;

/// <summary>
/// Looks once a minute, while the driver runs, whether the limits it publishes are followed and whether other programs disturb its radio,
/// and tells the loop when that changes. Of limits it says nothing while no service of ours publishes a charge voltage limit.
/// </summary>
/// <param name="source">Where it looks.</param>
/// <param name="clock">The time.</param>
/// <param name="tell">Told at each change what the advice is now.</param>
/// <param name="logger">Told each change once.</param>
public sealed class FollowedWatch(IVictronSource source, MonotonicClock clock, Action<FollowedAdvice> tell, ILogger<FollowedWatch> logger)
{
    /// <summary>From the end of one look to the next: some twenty small questions, which no device notices.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_lookDeadline = TimeSpan.FromSeconds(30);

    /// <summary>What the batteries noticed on the radio; asked at each look.</summary>
    /// <value>Nothing.</value>
    public Func<RadioNeighbourFacts> Neighbours { get; init; } = () => RadioNeighbourFacts.None;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        HeldFindings held = HeldFindings.None;
        while (true)
        {
            HeldFindings next = held.After(await LookAsync(cancellationToken), clock.Now);
            if (!next.Told.SequenceEqual(held.Told))
            {
                Log(held.Told, next.Told);
                tell(new FollowedAdvice(next.Told));
            }

            held = next;
            await Task.Delay(Pause, clock.TimeProvider, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        VictronFacts? victron = await ReadAsync(cancellationToken);
        IEnumerable<Finding> followed = victron is null ? [] : FollowedRules.Find(victron);
        return DiagnosisCodes.Order(followed.Concat(NeighbourRules.Find(Neighbours(), victron?.Settings)));
    }

    private async Task<VictronFacts?> ReadAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(s_lookDeadline, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await source.ReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Log(IReadOnlyList<Finding> before, IReadOnlyList<Finding> now)
    {
        foreach (Finding finding in now.Except(before))
        {
            logger.LogWarning("{Text} {Action} [{Code}]", finding.Text, finding.Action, finding.Code);
        }

        foreach (string code in before.Select(finding => finding.Code).Except(now.Select(finding => finding.Code)))
        {
            logger.LogInformation("No longer so, or not known any more: {Code}.", code);
        }
    }
}
