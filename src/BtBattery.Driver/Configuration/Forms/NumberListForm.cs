using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Forms;

/// <summary>Numbers with commas between them, each within a range, in an order.</summary>
internal sealed class NumberListForm(double least, double most, string unit, ListOrder order, int fewest) : ValueForm<IReadOnlyList<double>>
{
    /// <summary>More make no curve better, and no line readable.</summary>
    public const int MostNumbers = 32;

    public override KeyKind Kind => KeyKind.NumberList;

    public override double? Least => least;

    public override double? Most => most;

    public override string Expected { get; } =
        $"numbers from {NumberText.Format(least)} to {NumberText.Format(most)}{(unit.Length > 0 ? " " : "")}{unit} with commas between them"
        + order switch
        {
            ListOrder.Rising => ", each larger than the one before",
            ListOrder.Falling => ", each smaller than the one before",
            ListOrder.NeverFalling => ", none smaller than the one before",
            ListOrder.NeverRising => ", none larger than the one before",
            ListOrder.Distinct => ", none twice",
            _ => "",
        }
        + (fewest == 0 ? ", or nothing" : "");

    public override Reading<IReadOnlyList<double>> Read(string text)
    {
        if (text.Length == 0 && fewest == 0)
        {
            return Reading<IReadOnlyList<double>>.Of([]);
        }

        var numbers = new List<double>();
        foreach (string part in text.Split(','))
        {
            Reading<double> number = NumberText.Read(part.Trim(), Expected);
            if (number.Code is not null)
            {
                return Reading<IReadOnlyList<double>>.Wrong(number);
            }

            if (number.Value < least || number.Value > most)
            {
                return Wrong(FindingCodes.OutOfRange, $"{NumberText.Format(number.Value)} is out of range; give {Expected}");
            }

            numbers.Add(number.Value);
        }

        if (numbers.Count < fewest || numbers.Count > MostNumbers)
        {
            return Wrong(
                FindingCodes.WrongLength,
                FormattableString.Invariant($"give {(numbers.Count < fewest ? $"at least {fewest}" : $"at most {MostNumbers}")} numbers"));
        }

        int misplaced = Enumerable.Range(1, numbers.Count - 1).FirstOrDefault(i => !Follows(numbers, i));
        return misplaced == 0
            ? Reading<IReadOnlyList<double>>.Of(numbers)
            : Wrong(FindingCodes.Unordered, $"{NumberText.Format(numbers[misplaced])} is out of order; give {Expected}");
    }

    public override string Format(IReadOnlyList<double> value) => string.Join(", ", value.Select(NumberText.Format));

    public override void WriteJson(Utf8JsonWriter writer, IReadOnlyList<double> value)
    {
        writer.WriteStartArray();
        foreach (double number in value)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private bool Follows(List<double> numbers, int i) => order switch
    {
        ListOrder.Rising => numbers[i] > numbers[i - 1],
        ListOrder.Falling => numbers[i] < numbers[i - 1],
        ListOrder.NeverFalling => numbers[i] >= numbers[i - 1],
        ListOrder.NeverRising => numbers[i] <= numbers[i - 1],
        ListOrder.Distinct => !numbers.Take(i).Contains(numbers[i]),
        _ => true,
    };

    private static Reading<IReadOnlyList<double>> Wrong(string code, string advice) => Reading<IReadOnlyList<double>>.Wrong(code, advice);
}
