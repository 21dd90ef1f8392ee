using System.Diagnostics.CodeAnalysis;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Screen;

/// <summary>Files and screen together, as they hold and as they are shown; immutable.</summary>
public sealed class ScreenState
{
    private readonly DriverConfiguration _files;
    private readonly IReadOnlyDictionary<ScreenKey, string> _ignored;
    private Dictionary<ScreenKey, ItemValue>? _values;
    private Dictionary<ScreenKey, ItemRange>? _ranges;

    internal ScreenState(DriverConfiguration files, DriverConfiguration inForce, ScreenValues screen, IReadOnlyDictionary<ScreenKey, string> ignored) =>
        (_files, InForce, Screen, _ignored) = (files, inForce, screen, ignored);

    /// <summary>What holds; without errors.</summary>
    public DriverConfiguration InForce { get; }

    /// <summary>What was changed on the screen, whether it holds or not.</summary>
    public ScreenValues Screen { get; }

    /// <summary>What of it does not hold, and why, in sentences; in the order of the files.</summary>
    public IReadOnlyList<string> Ignored => [.. _ignored.OrderBy(pair => ScreenKeys.All.ToList().IndexOf(pair.Key)).Select(pair => pair.Value).Distinct()];

    /// <summary>What does not go together since the files were edited, a sentence; null where everything does.</summary>
    internal string? Contradiction { get; init; }

    /// <summary>The value in force of the whole bank.</summary>
    /// <returns>Of a key that the files bound the loosest that any battery has; of any other the one that all have, invalid if they differ.</returns>
    public ItemValue ValueOf(ScreenKey key)
    {
        // Each turn asks for all of them, and they are always the same.
        Dictionary<ScreenKey, ItemValue> values = _values ??= ScreenKeys.All.ToDictionary(each => each, each => each.ToItem(OfBank(each, InForce)));
        return values[key];
    }

    /// <summary>True if it was changed on the screen.</summary>
    public bool IsOverridden(ScreenKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Screen.Has(key.Key);
    }

    /// <summary>What would be taken now, and what the files say; bounds that depend on other keys are found to the last digit shown.</summary>
    public ItemRange RangeOf(ScreenKey key)
    {
        ArgumentNullException.ThrowIfNull(key);

        // As with the values.
        FindRanges();
        return _ranges[key];
    }

    /// <summary>Finds all ranges now, and not when they are first asked for: each takes some tries. Any thread may call, while nobody else asks.</summary>
    [MemberNotNull(nameof(_ranges))]
    public void FindRanges() => _ranges ??= ScreenKeys.All.ToDictionary(each => each, FindRange);

    /// <summary>Changes a key on the screen.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">A value as it is on the bus; invalid to go back to the files.</param>
    /// <param name="next">What holds after it.</param>
    /// <returns>Null, or why it is refused, a sentence.</returns>
    public string? Change(ScreenKey key, ItemValue value, out ScreenState next)
    {
        ArgumentNullException.ThrowIfNull(key);
        next = this;
        if (!value.IsValid)
        {
            return Try(key, Screen.Without(key.Key), ref next);
        }

        if (!key.TryRead(value, out object? wanted))
        {
            return $"{key.Key.Name} takes {key.ShowRange(key.Least, key.Most)}.";
        }

        object? now = OfBank(key, InForce);
        if (!IsOverridden(key) && now is not null && key.NumberOf(now) == value.AsNumber)
        {
            // Nothing is changed by saying what holds.
            return null;
        }

        if (key.IsBound && OfBank(key, _files) is { } bound && key.NumberOf(key.Stricter(bound, wanted)) != value.AsNumber)
        {
            return $"{key.Key.Name} = {key.Show(bound)} in the files, and the screen can only {Tightening(key)}: "
                + $"change the files to set {key.Show(wanted)}.";
        }

        return Try(key, Screen.With(key.Key, wanted), ref next);
    }

    private static string Tightening(ScreenKey key) => key.Key.OnScreen == OnScreen.Lower ? "make it lower" : key.Key.Kind == KeyKind.Bool ? "switch it on" : "make it higher";

    private static object? OfBank(ScreenKey key, DriverConfiguration configuration)
    {
        object?[] values = key.Key.Scope == KeyScope.Battery
            ? [.. configuration.Batteries.Select(battery => battery.Values[key.Key].Value)]
            : [configuration.Values[key.Key].Value];
        return key.Key.OnScreen switch
        {
            OnScreen.Lower => values.MaxBy(value => key.NumberOf(value!)),
            OnScreen.Higher => values.MinBy(value => key.NumberOf(value!)),
            _ => values.All(value => Equals(value, values[0])) ? values[0] : null,
        };
    }

    private ItemRange FindRange(ScreenKey key)
    {
        object? files = OfBank(key, _files);
        double least = key.Key.OnScreen == OnScreen.Higher ? key.NumberOf(files!) : key.Least;
        double most = key.Key.OnScreen == OnScreen.Lower ? key.NumberOf(files!) : key.Most;
        return new(ToItem(key, Furthest(key, least)), ToItem(key, Furthest(key, most)), key.ToItem(files));
    }

    private static ItemValue ToItem(ScreenKey key, double number) => key.Kind == ItemKind.Number ? ItemValue.Of(number, ItemValue.Exact) : ItemValue.Of((int)number);

    private string? Try(ScreenKey key, ScreenValues screen, ref ScreenState next)
    {
        // What is set on the screen has to go together as it is; only what the files made of it later is put up with, so that it can be mended key by key.
        string? contradiction = ScreenOverlay.TryApply(_files, screen, out ScreenState tried);
        if (contradiction is not null && Contradiction is null)
        {
            return contradiction;
        }

        tried = contradiction is null ? tried : ScreenOverlay.Apply(_files, screen);
        if (tried._ignored.FirstOrDefault(ignored => ignored.Key == key || !_ignored.ContainsKey(ignored.Key)) is { Value: { } why })
        {
            return why;
        }

        next = tried;
        return null;
    }

    /// <summary>The number nearest to a bound that would be taken, on the way from the one in force.</summary>
    private double Furthest(ScreenKey key, double bound)
    {
        if (OfBank(key, InForce) is not { } inForce || IsTaken(key, bound))
        {
            return bound;
        }

        double step = key.Kind == ItemKind.Number ? Math.Pow(10, -key.Decimals) : 1;
        double good = key.NumberOf(inForce);
        long steps = (long)Math.Ceiling(Math.Abs(bound - good) / step);
        double direction = Math.Sign(bound - good) * step;

        // On the raster of what is shown, so that a bound reads as it is.
        double origin = bound > good ? Math.Floor(good / step) * step : Math.Ceiling(good / step) * step;
        (long taken, long refused) = (0, steps + 1);
        while (refused - taken > 1)
        {
            long middle = (taken + refused) / 2;
            (taken, refused) = IsTaken(key, At(middle)) ? (middle, refused) : (taken, middle);
        }

        return taken == 0 ? good : At(taken);

        double At(long count) => Math.Round(origin + (count * direction), 6);
    }

    private bool IsTaken(ScreenKey key, double number) => Change(key, ToItem(key, number), out _) is null;
}
