using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Doctor.Following;

/// <summary>
/// Which findings have stood long enough to be told: systems start in any order, and a change of settings passes through
/// states that nobody needs to hear of. A value passed from look to look; it holds no clock.
/// </summary>
public sealed class HeldFindings
{
    /// <summary>A finding is told once it was there at every look for this long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly IReadOnlyDictionary<(string Code, string? Subject), MonotonicTime> _since;

    private HeldFindings(IReadOnlyDictionary<(string Code, string? Subject), MonotonicTime> since, IReadOnlyList<Finding> told)
    {
        _since = since;
        Told = told;
    }

    /// <summary>Before the first look.</summary>
    public static HeldFindings None { get; } = new(new Dictionary<(string, string?), MonotonicTime>(), []);

    /// <summary>Those to be told now, in their order.</summary>
    public IReadOnlyList<Finding> Told { get; }

    /// <summary>After another look.</summary>
    /// <param name="found">What was found; empty if all is well or nothing could be learned.</param>
    /// <param name="at">When.</param>
    public HeldFindings After(IReadOnlyList<Finding> found, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(found);
        var since = new Dictionary<(string, string?), MonotonicTime>();
        foreach (Finding finding in found)
        {
            (string, string?) key = (finding.Code, finding.Subject);
            since[key] = _since.TryGetValue(key, out MonotonicTime first) ? first : at;
        }

        return new HeldFindings(since, [.. found.Where(finding => since[(finding.Code, finding.Subject)].AgeAt(at) >= Patience)]);
    }
}
