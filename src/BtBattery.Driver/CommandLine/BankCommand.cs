using System.CommandLine;
using BtBattery.DBus;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Banks;
using BtBattery.Driver.Installing.Questions;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery bank show|add|remove|replace</c>: which batteries the owner's file names.</summary>
internal static class BankCommand
{
    private static readonly SettingsOption Settings = new();

    private static readonly Option<string?> Bus = LinkOptions.CreateBus();

    private static readonly Argument<string> Battery = new("MAC") { Description = "Bluetooth address of the battery." };

    private static readonly Argument<string> Old = new("OLD") { Description = "Bluetooth address of the battery that went." };

    private static readonly Argument<string> New = new("NEW") { Description = "Bluetooth address of the one in its place." };

    private static readonly WiringOptions Wiring = new("All of them are", " then");

    private static readonly QuestionOptions Questions = new();

    public static Command Create()
    {
        Command bank = CommandHelp.Create(
            "bank",
            "Shows and changes which batteries the configuration names. What would not load is refused; the driver goes on with the change by itself.",
            "btbattery bank show",
            "btbattery bank add A4:C1:38:00:00:03",
            "btbattery bank replace A4:C1:38:00:00:02 A4:C1:38:00:00:09");
        bank.Subcommands.Add(Sub("show", "Prints the batteries and how they are wired.", [], [], Show, "btbattery bank show"));
        Command add = Sub(
            "add",
            "Adds a battery to the bank, behind the others. Asks what it is and bears, as install does.",
            [Battery],
            Wiring.All,
            AddAsync,
            "btbattery bank add A4:C1:38:00:00:03 --defaults",
            "btbattery bank add A4:C1:38:00:00:02 -p");
        Questions.AddTo(add);
        bank.Subcommands.Add(add);
        bank.Subcommands.Add(Sub("remove", "Takes a battery out of the bank. Its keys stay in the file as remarks.", [Battery], [], RemoveAsync, "btbattery bank remove A4:C1:38:00:00:03"));
        bank.Subcommands.Add(Sub(
            "replace",
            "Puts another battery in the place of one: in the order, in the wiring and with its keys. Number, name and history of the bank go on.",
            [Old, New],
            [],
            ReplaceAsync,
            "btbattery bank replace A4:C1:38:00:00:02 A4:C1:38:00:00:09"));
        return bank;
    }

    private static Command Sub(
        string name,
        string description,
        Argument[] arguments,
        IReadOnlyList<Option> options,
        Func<InstallMeans, BankChange, ParseResult, Func<CancellationToken>, Task> act,
        params string[] examples)
    {
        Command command = CommandHelp.Create(name, description, examples);
        foreach (Argument argument in arguments)
        {
            command.Arguments.Add(argument);
        }

        foreach (Option option in (Option[])[.. options, Settings.Option, Bus])
        {
            command.Options.Add(option);
        }

        InstallAction.SetAsking(command, async (means, parsed, heed) =>
        {
            ConfigurationRequest request = Settings.Request(parsed);
            string bus = parsed.GetValue(Bus) ?? DBusAddress.System;
            var change = new BankChange(means, request, bus, new SettingsMovers(bus, request.OwnersFile, means.TimeProvider).FindAsync);
            await act(means, change, parsed, heed);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Task Show(InstallMeans means, BankChange change, ParseResult arguments, Func<CancellationToken> heed)
    {
        foreach (string line in change.Describe(change.Read()))
        {
            means.Tell(line);
        }

        return Task.CompletedTask;
    }

    private static async Task AddAsync(InstallMeans means, BankChange change, ParseResult arguments, Func<CancellationToken> heed)
    {
        BatteryAddress battery = Parse(arguments.GetValue(Battery)!);
        BankText bank = change.Read();
        if (change.IsCutOff && await change.FinishAsync(bank, heed()) && bank.Batteries.Contains(battery))
        {
            return;
        }

        string? topology = Wiring.Topology(arguments);
        BankText next = bank.Batteries.Contains(battery) ? throw Refusal($"{battery} is in the bank already.")
            : topology is null && bank.Batteries.Count == 1 ? throw Refusal("How are the two wired? Add -s for in series, -p for in parallel.")
            : topology is null && bank.Topology?.HasNames == true
            ? throw Refusal($"Where does it belong? The bank is wired as {bank.Topology}: give --topology with all batteries, this one too.")
            : bank.Added(battery, topology);
        change.Check(next);
        (next, _) = next.Answered(battery, Questions.Interview(arguments, Terminal.OfProgram), bank.AnswersOf(bank.Batteries[^1]));
        await change.ApplyAsync(bank, next, null, heed());
        Tell(means, change, next);
    }

    private static async Task RemoveAsync(InstallMeans means, BankChange change, ParseResult arguments, Func<CancellationToken> heed)
    {
        BatteryAddress battery = Parse(arguments.GetValue(Battery)!);
        BankText bank = change.Read();
        bool wasFinished = await change.FinishAsync(bank, heed());
        if (!bank.Batteries.Contains(battery))
        {
            if (wasFinished)
            {
                return;
            }

            throw Refusal($"{battery} is not in the bank; it has {string.Join(", ", bank.Batteries)}.");
        }

        if (bank.Batteries.Count == 1)
        {
            throw Refusal($"{battery} is the only one: 'btbattery bank replace' puts another one in its place, 'btbattery uninstall' ends it all.");
        }

        BankText next = bank.Removed(battery, change.NameOf(battery));
        await change.ApplyAsync(bank, next, null, heed());
        Tell(means, change, next);
    }

    private static async Task ReplaceAsync(InstallMeans means, BankChange change, ParseResult arguments, Func<CancellationToken> heed)
    {
        (BatteryAddress old, BatteryAddress next) = (Parse(arguments.GetValue(Old)!), Parse(arguments.GetValue(New)!));
        BankText bank = change.Read();
        bool wasFinished = await change.FinishAsync(bank, heed());
        if (wasFinished && !bank.Batteries.Contains(old) && bank.Batteries.Contains(next))
        {
            return;
        }

        if (!bank.Batteries.Contains(old) || bank.Batteries.Contains(next))
        {
            throw Refusal(bank.Batteries.Contains(next) ? $"{next} is in the bank already." : $"{old} is not in the bank; it has {string.Join(", ", bank.Batteries)}.");
        }

        BankText replaced = bank.Replaced(old, next);
        await change.ApplyAsync(bank, replaced, (old, next), heed());
        means.Tell($"{next} is in the place of {old}. {bank.SayWhatHolds(old, next)}");
        Tell(means, change, replaced);
    }

    private static void Tell(InstallMeans means, BankChange change, BankText bank)
    {
        foreach (string line in change.Describe(bank))
        {
            means.Tell(line);
        }
    }

    private static BatteryAddress Parse(string text) => BatteryAddress.TryParse(text, out BatteryAddress address) ? address
        : throw Refusal($"'{text}' is not a Bluetooth address: give six hexadecimal bytes with colons, such as A4:C1:38:00:00:01.");

    private static RefusalException Refusal(string sentence) => new(sentence, ExitCode.Usage);
}
