using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Screen;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>The paths that a line with a place such as <c>&lt;n&gt;</c> in it stands for, each with the number that its source is asked for.</summary>
/// <param name="pattern">The path as it stands in the table.</param>
/// <param name="plan">What is served; null for one battery, whatever it belongs to.</param>
internal delegate IEnumerable<(string Path, int Number)> PathFamily(string pattern, BankPlan? plan);

/// <summary>
/// One line of the table of the surface: a path, or a family of paths with places such as <c>&lt;n&gt;</c> in it. What it shows may come from elsewhere in a bank than for
/// a battery alone, so that each of the methods adds a source and says where it holds.
/// </summary>
/// <param name="pattern">Absolute object path.</param>
/// <param name="form">Type, resolution and text.</param>
/// <param name="deadBand">A number that differs by less from what was sent is noise; 0 if every change counts.</param>
/// <param name="freshness">How long it may be believed.</param>
/// <param name="meaning">What it is, for people; in Markdown.</param>
internal sealed class SurfacePath(string pattern, ValueForm form, double deadBand, Freshness freshness, string meaning)
{
    private readonly List<Source> _sources = [];

    /// <summary>Absolute object path, with its places.</summary>
    public string Pattern => pattern;

    /// <summary>Type, resolution and text.</summary>
    public ValueForm Form => form;

    /// <summary>A number that differs by less from what was sent is noise; 0 if every change counts.</summary>
    public double DeadBand => deadBand;

    /// <summary>How long it may be believed.</summary>
    public Freshness Freshness => freshness;

    /// <summary>What it is, for people; in Markdown.</summary>
    public string Meaning => meaning;

    /// <summary>True if clients may write it.</summary>
    public bool IsWritable { get; private set; }

    /// <summary>A change of it is never held back.</summary>
    public bool IsAtOnce { get; private set; }

    /// <summary>A lower value is never held back.</summary>
    public bool FallsAtOnce { get; private set; }

    /// <summary>It waits for room behind all others.</summary>
    public bool IsPatient { get; private set; }

    /// <summary>It is sent when a difference lasts, however large; or with its partner, or with the battery that it is about.</summary>
    public bool IsCalm { get; private set; }

    /// <summary>It is sent in the next message that has another reason, behind all others, and is no reason itself.</summary>
    public bool IsAlong { get; private set; }

    /// <summary>The path, as it stands in the table, with which it is sent; null for none.</summary>
    public string? Partner { get; private set; }

    /// <summary>What it may be; null unless it is a setting.</summary>
    public Func<ScreenState?, ItemRange?>? Range { get; private set; }

    /// <summary>Where it stands.</summary>
    public PathScope Scope => _sources.Aggregate(default(PathScope), (scope, source) => scope | source.Scope);

    /// <summary>Clients may write it, and see at once what became of that.</summary>
    public SurfacePath Writable()
    {
        (IsWritable, IsAtOnce) = (true, true);
        return this;
    }

    /// <summary>A change of it is never held back.</summary>
    public SurfacePath AtOnce()
    {
        IsAtOnce = true;
        return this;
    }

    /// <summary>A lower value is never held back.</summary>
    public SurfacePath FallingAtOnce()
    {
        FallsAtOnce = true;
        return this;
    }

    /// <summary>It waits for room behind all others: there are many of its kind.</summary>
    public SurfacePath Patient()
    {
        IsPatient = true;
        return this;
    }

    /// <summary>It changes with the noise of what it was worked out from, and so is sent when a difference lasts.</summary>
    /// <param name="with">The path with which it is sent too; null for none.</param>
    public SurfacePath Calm(string? with = null)
    {
        (IsCalm, Partner) = (true, with);
        return this;
    }

    /// <summary>It changes as time goes by, and says nothing that would not be sent for another reason too.</summary>
    public SurfacePath Along()
    {
        (IsAlong, IsPatient) = (true, true);
        return this;
    }

    /// <summary>Clients may write it, clear it, and ask what it may be.</summary>
    /// <param name="range">What it may be; null where that is not known.</param>
    public SurfacePath Setting(Func<ScreenState?, ItemRange?> range)
    {
        Range = range;
        return Writable();
    }

    /// <summary>Of one battery: alone, and of each in a bank.</summary>
    public SurfacePath Battery(Func<Turn, RowValue> source) => Add(new(PathScope.Alone | PathScope.Member, Itself, (turn, _) => source(turn), null));

    /// <inheritdoc cref="Battery(Func{Turn, RowValue})"/>
    public SurfacePath Battery(PathFamily family, Func<Turn, int, RowValue> source) => Add(new(PathScope.Alone | PathScope.Member, family, source, null));

    /// <summary>Of one battery, from <see cref="Turn.Battery"/> alone, so that it changes with that, or by getting too old: alone, and of each in a bank.</summary>
    public SurfacePath Snapshot(Func<BatterySnapshot, RowValue> source) => Snapshot(Itself, (battery, _) => source(battery));

    /// <inheritdoc cref="Snapshot(Func{BatterySnapshot, RowValue})"/>
    public SurfacePath Snapshot(PathFamily family, Func<BatterySnapshot, int, RowValue> source) =>
        Add(new(PathScope.Alone | PathScope.Member, family, (turn, number) => source(turn.Battery, number), null) { Subject = RowSubject.Snapshot });

    /// <summary>What was added last follows from that alone, so that it need not be worked out while that is the same.</summary>
    /// <param name="subject">What that is. A reading may follow only from one that is gone when it is too old.</param>
    /// <param name="batteryOf">Of which battery it is, from 1, by the number that the source is asked for; null for the one that the path is of.</param>
    public SurfacePath From(RowSubject subject, Func<int, int>? batteryOf = null)
    {
        _sources[^1] = _sources[^1] with { Subject = subject, BatteryOf = batteryOf };
        return this;
    }

    /// <summary>Of each battery in a bank.</summary>
    public SurfacePath Member(Func<Turn, RowValue> source) => Add(new(PathScope.Member, Itself, (turn, _) => source(turn), null));

    /// <summary>Of a battery alone.</summary>
    public SurfacePath Alone(Func<BankTurn, RowValue> source) => Add(new(PathScope.Alone, Itself, null, (turn, _) => source(turn)));

    /// <summary>Of a bank of several batteries.</summary>
    public SurfacePath Bank(Func<BankTurn, RowValue> source) => Add(new(PathScope.Bank, Itself, null, (turn, _) => source(turn)));

    /// <inheritdoc cref="Bank(Func{BankTurn, RowValue})"/>
    public SurfacePath Bank(PathFamily family, Func<BankTurn, int, RowValue> source) => Add(new(PathScope.Bank, family, null, source));

    /// <summary>Of a bank of several batteries, and of one alone of which the driver counts the charge.</summary>
    public SurfacePath Counted(Func<BankTurn, RowValue> source) => Add(new(PathScope.Bank | PathScope.Counted, Itself, null, (turn, _) => source(turn)));

    /// <summary>Of every service.</summary>
    public SurfacePath Service(Func<BankTurn, RowValue> source) => Add(new(PathScope.Alone | PathScope.Bank, Itself, null, (turn, _) => source(turn)));

    /// <summary>Of every service, worked out from more than the recording of a battery holds: settings, memory, other batteries.</summary>
    public SurfacePath Decided(Func<BankTurn, RowValue> source) => Add(new(PathScope.Decided | PathScope.Bank, Itself, null, (turn, _) => source(turn)));

    /// <inheritdoc cref="Decided(Func{BankTurn, RowValue})"/>
    public SurfacePath Decided(PathFamily family, Func<BankTurn, int, RowValue> source) => Add(new(PathScope.Decided | PathScope.Bank, family, null, source));

    /// <summary>Of every service, from the screen alone.</summary>
    public SurfacePath OfScreen(PathFamily family, Func<ScreenState?, int, RowValue> source) =>
        Decided(family, (turn, number) => source(turn.Screen, number)).From(RowSubject.Screen);

    /// <summary>Of each battery in a bank, worked out from more than its recording holds; the source is asked for its number, from 1.</summary>
    public SurfacePath Each(Func<BankTurn, int, RowValue> source) => Add(new(PathScope.Each, Itself, null, source));

    /// <summary>The same, and in the service of its own that it may have.</summary>
    public SurfacePath EachAndOwn(Func<BankTurn, int, RowValue> source) => Add(new(PathScope.Each | PathScope.Own, Itself, null, source));

    /// <summary>Of a battery, worked out from more than its recording holds: alone, of each in a bank, and in the service of its own; the source is asked for its number, from 1, or 0 where it is alone.</summary>
    public SurfacePath EveryBattery(Func<BankTurn, int, RowValue> source) =>
        Add(new(PathScope.Decided | PathScope.Each | PathScope.Own, Itself, null, source));

    /// <summary>Of a battery as recordings tell of it that were made before this was decided.</summary>
    public SurfacePath Replayed(Func<Turn, RowValue> source) => Add(new(PathScope.Replayed, Itself, (turn, _) => source(turn), null));

    /// <summary>The path with the source that knows the batteries of a bank by their number; none if there is no such.</summary>
    /// <param name="scope"><see cref="PathScope.Each"/> or <see cref="PathScope.Own"/>.</param>
    /// <param name="battery">The number, from 1.</param>
    public IEnumerable<SurfaceRow> RowsOfEach(PathScope scope, int battery) =>
        _sources.Find(source => source.Scope.HasFlag(scope)) is { } found ? [Create(found, pattern, battery, battery: 0)] : [];

    /// <summary>The paths of it with the source that holds in a scope; none if it does not stand there.</summary>
    /// <param name="scope">One scope.</param>
    /// <param name="plan">What is served; null where that does not matter.</param>
    /// <param name="battery">The battery it is told of, from 1; 0 if it is the bank's own.</param>
    public IEnumerable<SurfaceRow> RowsIn(PathScope scope, BankPlan? plan, int battery) =>
        _sources.Find(source => source.Scope.HasFlag(scope)) is { } found ? found.Family(pattern, plan).Select(place => Create(found, place.Path, place.Number, battery)) : [];

    private static IEnumerable<(string Path, int Number)> Itself(string pattern, BankPlan? plan) => [(pattern, 0)];

    private SurfacePath Add(Source source)
    {
        _sources.Add(source);
        return this;
    }

    private SurfaceRow Create(Source source, string path, int number, int battery) => new(path, path, this, number, source.OfBattery, source.OfService)
    {
        Battery = battery,
        Follows = (source.Subject, source.BatteryOf?.Invoke(number) ?? battery),
    };

    private sealed record Source(PathScope Scope, PathFamily Family, Func<Turn, int, RowValue>? OfBattery, Func<BankTurn, int, RowValue>? OfService)
    {
        public RowSubject Subject { get; init; }

        public Func<int, int>? BatteryOf { get; init; }
    }
}
