using System.CommandLine;

namespace BtBattery.Driver.Installing.Questions;

/// <summary>An option for each question, for scripts, and one that takes every proposal.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<string?> _chemistry = Answer("--chemistry", "KIND", "What the cells are made of: LFP, Li-ion or LTO.");
    private readonly Option<string?> _capacity = Answer("--capacity", "AH", "The capacity of each battery in Ah.");
    private readonly Option<string?> _charge = Answer("--charge-current", "A", "The largest charge current of each battery in A.");
    private readonly Option<string?> _discharge = Answer("--discharge-current", "A", "The largest discharge current of each battery in A.");

    private readonly Option<bool> _defaults = new("--defaults")
    {
        Description = "Asks nothing: what the file says of all batteries, else LFP cells and currents by the capacity, 70 A in and 90 A out at most.",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_chemistry, _capacity, _charge, _discharge, _defaults])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Who asks the rest.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="terminal">Where to ask; null if nobody can answer.</param>
    public Interview Interview(ParseResult arguments, Terminal? terminal) => new(Answers(arguments), arguments.GetValue(_defaults), terminal);

    /// <summary>Who answers from the options alone, and proposes what follows from them; null if none of them was given.</summary>
    public Interview? Given(ParseResult arguments) =>
        Answers(arguments) is var given && given == BatteryAnswers.None ? null : new(given, takesProposals: true, terminal: null);

    private BatteryAnswers Answers(ParseResult arguments) =>
        new(arguments.GetValue(_chemistry), arguments.GetValue(_capacity), arguments.GetValue(_charge), arguments.GetValue(_discharge));

    private static Option<string?> Answer(string name, string helpName, string description) => new(name) { Description = description, HelpName = helpName };
}
