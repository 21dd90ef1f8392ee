using System.CommandLine;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Installing.Questions;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>What <c>install</c> takes to make the owner's file: addresses, wiring, and an option for each question.</summary>
internal sealed class FirstBankOptions
{
    private readonly Argument<string[]> _batteries = new("MAC[:CONFIG]")
    {
        Description = "Bluetooth addresses of one to four batteries; keys of a file that is named with one are taken over. Without any, those of the configuration that is there.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly WiringOptions _wiring = new("The batteries are", "");

    private readonly Option<bool> _migrate = new("--migrate")
    {
        Description = "Takes over batteries and settings of an installed dbus-btbattery, and stops it; uninstall puts it back.",
    };

    private readonly QuestionOptions _questions = new();

    /// <summary>Adds all of it to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_batteries);
        foreach (Option option in (Option[])[.. _wiring.All, _migrate])
        {
            command.Options.Add(option);
        }

        _questions.AddTo(command);
    }

    /// <summary>The batteries that were named, as they were typed.</summary>
    public IReadOnlyList<string> Batteries(ParseResult arguments) => arguments.GetValue(_batteries) ?? [];

    /// <summary>True if an installed dbus-btbattery is to be replaced.</summary>
    public bool Migrates(ParseResult arguments) => arguments.GetValue(_migrate);

    /// <summary>Who gives the answers that stand on the command line; null if there are none.</summary>
    public Interview? Given(ParseResult arguments) => _questions.Given(arguments);

    /// <summary>Asks what is to be asked, and makes the owner's file without writing it.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="configurationFile">The owner's file; it need not be there.</param>
    /// <param name="terminal">Where to ask; null if nobody can answer.</param>
    /// <exception cref="RefusalException">There is something to say first.</exception>
    public FirstBank Compose(ParseResult arguments, string configurationFile, Terminal? terminal)
    {
        var request = new ConfigurationRequest
        {
            ConfigFile = configurationFile,
            Batteries = Batteries(arguments),
            Topology = _wiring.Topology(arguments),
        };
        return new FirstBankText(request, _questions.Interview(arguments, terminal)).Make();
    }
}
