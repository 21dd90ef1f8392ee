using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace BtBattery.Driver.CommandLine;

/// <summary>Options that take a number within a range, whatever the locale.</summary>
internal static class NumberOption
{
    /// <summary>An option; its range becomes part of the description and of the complaint.</summary>
    public static Option<T> Create<T>(string name, string helpName, string description, T least, T most, T standard)
        where T : struct, INumber<T> =>
        new(name)
        {
            Description = FormattableString.Invariant($"{description} ({least} to {most})."),
            HelpName = helpName,
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && value >= least && value <= most)
                {
                    return value;
                }

                result.AddError(FormattableString.Invariant($"{name} takes a number from {least} to {most}, not '{text}'."));
                return standard;
            },
        };
}
