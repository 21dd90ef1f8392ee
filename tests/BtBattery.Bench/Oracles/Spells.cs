namespace BtBattery.Bench;

/// <summary>
/// Makes violations of what is seen second after second: one for each subject and spell, told with the worst that was seen of it. A spell that
/// begins within ten minutes of the last one belongs to it.
/// </summary>
/// <param name="oracle">Who sees.</param>
/// <param name="subjects">How many things are looked at.</param>
/// <param name="patience">How long something may last without counting.</param>
internal sealed class Spells(string oracle, int subjects, TimeSpan patience)
{
    /// <summary>What comes back within this time belongs to the same spell.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(10);

    private readonly Spell[] _open = new Spell[subjects];
    private readonly List<(TimeSpan At, string Text)> _found = [];

    /// <summary>The subject is as it must not be.</summary>
    /// <param name="subject">From 0.</param>
    /// <param name="now">The moment.</param>
    /// <param name="badness">The higher the worse.</param>
    /// <param name="isAtOnce">True if it counts however short it lasts.</param>
    /// <returns>True if it counts and is worse than before: then it is to be told.</returns>
    public bool IsWorse(int subject, TimeSpan now, double badness, bool isAtOnce = false)
    {
        ref Spell spell = ref _open[subject];
        spell = spell with { Since = spell.Since ?? now };
        if ((now - spell.Since < patience && !isAtOnce) || (spell.Found is not null && badness <= spell.Worst))
        {
            spell = spell with { Last = spell.Found is null ? spell.Last : now };
            return false;
        }

        return true;
    }

    /// <summary>What is to be told of it.</summary>
    /// <param name="subject">From 0.</param>
    /// <param name="now">The moment.</param>
    /// <param name="badness">The higher the worse.</param>
    /// <param name="text">What is seen now.</param>
    public void Tell(int subject, TimeSpan now, double badness, string text)
    {
        ref Spell spell = ref _open[subject];
        if (spell.Found is int index)
        {
            _found[index] = (_found[index].At, text);
        }
        else
        {
            _found.Add((now, text));
        }

        spell = spell with { Found = spell.Found ?? _found.Count - 1, Worst = badness, Last = now };
    }

    /// <summary>The subject is as it should be.</summary>
    public void Good(int subject, TimeSpan now)
    {
        ref Spell spell = ref _open[subject];
        if (spell.Since is not null || spell.Found is not null)
        {
            spell = spell.Found is not null && now - spell.Last < Apart ? spell with { Since = null } : default;
        }
    }

    /// <summary>What was found.</summary>
    public IReadOnlyList<Violation> End() => [.. _found.Select(found => new Violation(oracle, found.At, found.Text))];

    /// <param name="Since">Since when it is as it must not be; null while it is not.</param>
    /// <param name="Found">Where it stands among what was found; null if it does not count yet.</param>
    /// <param name="Worst">The worst that was seen.</param>
    /// <param name="Last">When it was last seen.</param>
    private readonly record struct Spell(TimeSpan? Since, int? Found, double Worst, TimeSpan Last);
}
