using System.Globalization;

namespace BtBattery.Driver.Configuration.Forms;

/// <summary>Numbers as text, the same on every machine.</summary>
internal static class NumberText
{
    /// <summary>The shortest text that gives the number back.</summary>
    public static string Format(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>A finite number with a point; what else looks like one is told what to write instead.</summary>
    /// <param name="text">Without blanks around it.</param>
    /// <param name="expected">What the key takes.</param>
    public static Reading<double> Read(string text, string expected)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, style, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return Reading<double>.Of(value);
        }

        string point = text.Replace(',', '.');
        if (text.Count(letter => letter == ',') == 1 && double.TryParse(point, style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value))
        {
            return Reading<double>.Wrong(FindingCodes.WrongType, $"a number has a point and no comma; write {point}");
        }

        return Reading<double>.Wrong(FindingCodes.WrongType, "give " + expected);
    }
}
