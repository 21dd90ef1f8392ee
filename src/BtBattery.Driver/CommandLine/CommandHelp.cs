using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;

namespace BtBattery.Driver.CommandLine;

/// <summary>Examples and exit codes at the end of a command's help, so that the list of commands stays one line each.</summary>
internal static class CommandHelp
{
    private const string ExitCodes = "0 fine, 2 wrong command line or configuration, 3 no usable data, 4 no D-Bus, BlueZ or adapter";

    private static readonly ConditionalWeakTable<Command, string[]> s_examples = [];

    private static readonly ConditionalWeakTable<Command, string> s_exitCodes = [];

    /// <summary>A command with examples; at least one, as it would be typed.</summary>
    public static Command Create(string name, string description, params string[] examples)
    {
        var command = new Command(name, description);
        SetExamples(command, examples);
        return command;
    }

    /// <summary>Gives a command its examples.</summary>
    public static void SetExamples(Command command, params string[] examples) => s_examples.AddOrUpdate(command, examples);

    /// <summary>Says what the exit codes of a command mean that has others than the rest.</summary>
    public static void SetExitCodes(Command command, string meanings) => s_exitCodes.AddOrUpdate(command, meanings);

    /// <summary>What to type for the help of a command, with the commands that it belongs to.</summary>
    public static string PageOf(CommandResult command)
    {
        string page = "--help";
        for (CommandResult? one = command; one is not null; one = one.Parent as CommandResult)
        {
            page = $"{(one.Command is RootCommand ? "btbattery" : one.Command.Name)} {page}";
        }

        return page;
    }

    /// <summary>Makes <c>--help</c> of the root command and of all below it show them.</summary>
    public static void AddTo(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    private sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
    {
        /// <summary>Whoever asks for help need not have given everything else.</summary>
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int result = standard.Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            if (s_examples.TryGetValue(parseResult.CommandResult.Command, out string[]? examples))
            {
                output.WriteLine(examples.Length == 1 ? "Example:" : "Examples:");
                foreach (string example in examples)
                {
                    output.WriteLine("  " + example);
                }

                output.WriteLine();
            }

            output.WriteLine("Exit codes:");
            output.WriteLine("  " + (s_exitCodes.TryGetValue(parseResult.CommandResult.Command, out string? meanings) ? meanings : ExitCodes));
            return result;
        }
    }
}
