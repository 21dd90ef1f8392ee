using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish;

/// <summary>
/// One row of the published surface: path, form, and where the value comes from. A row of measured values takes
/// <see cref="Measured{T}"/>, so the moment of its frame cannot be forgotten, and applies the deadline by itself.
/// </summary>
/// <typeparam name="TTurn">What it is about: <see cref="Turn"/> for one battery, <see cref="BankTurn"/> for a service.</typeparam>
public sealed class SurfaceRow<TTurn>
    where TTurn : IFreshness
{
    private readonly Func<TTurn, ItemValue> _source;

    internal SurfaceRow(string path, ItemKind kind, Func<TTurn, ItemValue> source)
    {
        Path = path;
        Leaf = path;
        Kind = kind;
        _source = source;
    }

    /// <summary>Absolute object path.</summary>
    public string Path { get; internal init; }

    /// <summary>The battery it is told of, from 1; 0 if it is the bank's own.</summary>
    public int Battery { get; internal init; }

    /// <summary>The path that it has where that battery is alone.</summary>
    public string Leaf { get; internal init; }

    /// <summary>Its type.</summary>
    public ItemKind Kind { get; }

    /// <summary>Digits after the point, for numbers.</summary>
    public int Decimals { get; internal init; }

    /// <summary>Unit at the end of the text.</summary>
    public string Unit { get; internal init; } = "";

    /// <summary>Text form of integers; null for plain digits.</summary>
    public string? Format { get; internal init; }

    /// <summary>True if clients may write it.</summary>
    public bool IsWritable { get; internal init; }

    /// <summary>The value in this turn.</summary>
    public ItemValue ValueIn(TTurn turn) => _source(turn);

    /// <summary>A measured number; invalid once its frame is older than the deadline.</summary>
    internal static SurfaceRow<TTurn> Measured(string path, int decimals, string unit, Func<TTurn, Measured<double>?> source) =>
        new(path, ItemKind.Number, turn => ItemValue.Of(turn.IfFresh(source(turn)), decimals)) { Decimals = decimals, Unit = unit };

    /// <summary>A measured count or flag; invalid once its frame is older than the deadline.</summary>
    internal static SurfaceRow<TTurn> Measured(string path, Func<TTurn, Measured<int>?> source, bool isWritable = false) =>
        new(path, ItemKind.Integer, turn => ItemValue.Of(turn.IfFresh(source(turn)))) { IsWritable = isWritable };

    /// <summary>A measured name, such as that of a cell; invalid once its frame is older than the deadline.</summary>
    internal static SurfaceRow<TTurn> Measured(string path, Func<TTurn, Measured<string>?> source) =>
        new(path, ItemKind.Text, turn => ItemValue.Of(turn.IfFreshText(source(turn))));

    /// <summary>A fact of the driver or of the device that does not age.</summary>
    internal static SurfaceRow<TTurn> Fact(string path, Func<TTurn, int?> source, string? format = null, bool isWritable = false) =>
        new(path, ItemKind.Integer, turn => ItemValue.Of(source(turn))) { Format = format, IsWritable = isWritable };

    /// <summary>A number that was decided or does not age.</summary>
    internal static SurfaceRow<TTurn> Fact(string path, int decimals, string unit, Func<TTurn, double?> source) =>
        new(path, ItemKind.Number, turn => ItemValue.Of(source(turn), decimals)) { Decimals = decimals, Unit = unit };

    /// <summary>A text of the driver or of the device that does not age.</summary>
    internal static SurfaceRow<TTurn> Fact(string path, Func<TTurn, string?> source, bool isWritable = false) =>
        new(path, ItemKind.Text, turn => ItemValue.Of(source(turn))) { IsWritable = isWritable };

    /// <summary>The same row, told of a battery.</summary>
    /// <param name="number">Its number, from 1.</param>
    public SurfaceRow<TTurn> AsOf(int number) => new(Path, Kind, _source)
    {
        Battery = number, Decimals = Decimals, Unit = Unit, Format = Format, IsWritable = IsWritable,
    };

    /// <summary>The path without a value.</summary>
    public Item CreateItem() => new(Path, Kind, Decimals, Unit, Format) { Battery = Battery, Leaf = Leaf };
}
