using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish;

/// <summary>
/// One row of the published surface: path, form, and where the value comes from. A row of measured values takes
/// <see cref="Measured{T}"/>, so the moment of its frame cannot be forgotten, and applies the deadline by itself.
/// </summary>
public sealed class SurfaceRow
{
    private readonly Func<Turn, ItemValue> _source;

    private SurfaceRow(string path, ItemKind kind, Func<Turn, ItemValue> source)
    {
        Path = path;
        Kind = kind;
        _source = source;
    }

    /// <summary>Absolute object path.</summary>
    public string Path { get; }

    /// <summary>Its type.</summary>
    public ItemKind Kind { get; }

    /// <summary>Digits after the point, for numbers.</summary>
    public int Decimals { get; private init; }

    /// <summary>Unit at the end of the text.</summary>
    public string Unit { get; private init; } = "";

    /// <summary>Text form of integers; null for plain digits.</summary>
    public string? Format { get; private init; }

    /// <summary>True if clients may write it.</summary>
    public bool IsWritable { get; private init; }

    /// <summary>The value in this turn.</summary>
    public ItemValue ValueIn(Turn turn) => _source(turn);

    /// <summary>A measured number; invalid once its frame is older than the deadline.</summary>
    public static SurfaceRow Measured(string path, int decimals, string unit, Func<Turn, Measured<double>?> source) =>
        new(path, ItemKind.Number, turn => ItemValue.Of(turn.IfFresh(source(turn)), decimals)) { Decimals = decimals, Unit = unit };

    /// <summary>A measured count or flag; invalid once its frame is older than the deadline.</summary>
    public static SurfaceRow Measured(string path, Func<Turn, Measured<int>?> source, bool isWritable = false) =>
        new(path, ItemKind.Integer, turn => ItemValue.Of(turn.IfFresh(source(turn)))) { IsWritable = isWritable };

    /// <summary>A measured name, such as that of a cell; invalid once its frame is older than the deadline.</summary>
    public static SurfaceRow Measured(string path, Func<Turn, Measured<string>?> source) =>
        new(path, ItemKind.Text, turn => ItemValue.Of(turn.IfFreshText(source(turn))));

    /// <summary>A fact of the driver or of the device that does not age.</summary>
    public static SurfaceRow Fact(string path, Func<Turn, int?> source, string? format = null, bool isWritable = false) =>
        new(path, ItemKind.Integer, turn => ItemValue.Of(source(turn))) { Format = format, IsWritable = isWritable };

    /// <summary>A text of the driver or of the device that does not age.</summary>
    public static SurfaceRow Fact(string path, Func<Turn, string?> source, bool isWritable = false) =>
        new(path, ItemKind.Text, turn => ItemValue.Of(source(turn))) { IsWritable = isWritable };

    /// <summary>The path without a value.</summary>
    public Item CreateItem() => new(Path, Kind, Decimals, Unit, Format);
}
