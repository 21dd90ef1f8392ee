using System.Text.Json;
using BtBattery.DBus;
using BtBattery.Driver.CommandLine;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Configuration.Reading;
using BtBattery.Driver.Options;
using BtBattery.Driver.State;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>
/// Changes which batteries a bank is made of (docs/tools/bank.md). A bank is known by its batteries, so another one comes by every change: number, name and what was set on the screen go over
/// to it, and of a battery that is replaced also what was counted of the bank. What would not load is refused before anything is done; the driver is stopped meanwhile; the new file is what
/// decides, and what is missing after a power cut is done by the next command.
/// </summary>
/// <param name="means">What an installation is changed with.</param>
/// <param name="request">The owner's file.</param>
/// <param name="busAddress">The bus.</param>
/// <param name="findMover">Finds who keeps the settings.</param>
internal sealed class BankChange(InstallMeans means, ConfigurationRequest request, string busAddress, Func<DriverConfiguration, CancellationToken, Task<ISettingsMover>> findMover)
{
    private static readonly TimeSpan s_busDeadline = TimeSpan.FromSeconds(5);

    private readonly string _journal = StateFile.Of(request.OwnersFile, BankHandover.FileName);

    /// <summary>True if the service of this installation serves that file.</summary>
    public bool IsInstalled => request.OwnersFile == means.Places.Config && means.Host.IsInstalled;

    /// <summary>True if a change was begun and not finished.</summary>
    public bool IsCutOff => File.Exists(_journal);

    /// <summary>The bank as the file names it.</summary>
    /// <exception cref="RefusalException">It names none, or is wrong.</exception>
    public BankText Read()
    {
        byte[] bytes = new DiskFiles().Read(request.OwnersFile) ?? throw Refusal($"There is no file {request.OwnersFile}: 'btbattery install' makes it, or name another one with --config.");
        BankText bank = new(IniText.Of(bytes));
        if (bank.Batteries.Count == 0)
        {
            throw Refusal($"{request.OwnersFile} names no batteries (BATTERIES under [BANK]): a bank of the command line is changed there.");
        }

        DriverConfiguration loaded = ConfigurationLoader.Load(request);
        return loaded.HasErrors ? throw Refusal($"{request.OwnersFile} is wrong as it is: 'btbattery check-config' says how. Mend that first.") : bank;
    }

    /// <summary>What the owner calls a battery; null for nothing.</summary>
    public string? NameOf(BatteryAddress battery) => ConfigurationLoader.Load(request).Batteries.FirstOrDefault(one => one.Address == battery)?.Name;

    /// <summary>Refuses what would not load, before anything more is asked.</summary>
    public void Check(BankText bank) => ConfigurationCheck.Require(request, bank.Text.ToBytes());

    /// <summary>A bank in lines for people.</summary>
    public IEnumerable<string> Describe(BankText bank)
    {
        DriverConfiguration loaded = ConfigurationCheck.Require(request, bank.Text.ToBytes());
        yield return $"{request.OwnersFile} names:";
        foreach ((int index, BatteryConfiguration battery) in loaded.Batteries.Index())
        {
            string name = battery.Name is { } own ? $" {own}" : "";
            yield return FormattableString.Invariant(
                $"  {index + 1}  {battery.Address}{name}  {BatteryKeys.Chemistry.Format(battery.Chemistry)}, at most {battery.Get(CurrentKeys.MaxCharge)} A in and {battery.Get(CurrentKeys.MaxDischarge)} A out");
        }

        BankPlan plan = Plan(loaded);
        yield return loaded.Batteries.Count == 1 ? "One battery, alone." : $"Wired as {plan.Control.Wiring}.";
        yield return $"On the bus as {plan.ServiceName}.";
    }

    /// <summary>Makes the change.</summary>
    /// <param name="before">The bank as it is.</param>
    /// <param name="after">As it is to be.</param>
    /// <param name="replaced">The battery that went and the one that came in its place; null for another change.</param>
    /// <param name="cancellationToken">Gives up, until the driver is stopped: from then on it is finished, so that the driver runs again.</param>
    /// <exception cref="RefusalException">It would not load, or cannot be done now.</exception>
    public async Task ApplyAsync(BankText before, BankText after, (BatteryAddress Old, BatteryAddress Next)? replaced, CancellationToken cancellationToken)
    {
        if (IsInstalled)
        {
            means.DemandRoot("bank");
        }

        byte[] bytes = after.Text.ToBytes();
        BankPlan former = Plan(ConfigurationCheck.Require(request, before.Text.ToBytes()));
        DriverConfiguration loaded = ConfigurationCheck.Require(request, bytes);
        BankPlan next = Plan(loaded);
        new OtherDrivers(means.Places).Check([.. after.Batteries.Except(before.Batteries)]);
        using InstallLock? taken = IsInstalled ? InstallLock.Take(means.Places) : null;
        if (!before.Text.ToBytes().AsSpan().SequenceEqual(new DiskFiles().Read(request.OwnersFile)))
        {
            throw new RefusalException($"{request.OwnersFile} was changed meanwhile: give the same command again. Nothing was changed by this one.");
        }

        bool isRunning = IsInstalled && await means.Host.IsRunningAsync(cancellationToken);
        if (!isRunning && await IsServedAsync(former, cancellationToken))
        {
            ApplyBeside(bytes, replaced is not null);
            return;
        }

        await using ISettingsMover mover = await findMover(loaded, cancellationToken);
        List<DeviceMove> moves = [];
        foreach ((string from, string to) in Successions(former, next, replaced))
        {
            (int? instance, int? wish) = await mover.ReadAsync(from, cancellationToken);
            moves.Add(new(from, to, instance, wish, FormerWins: replaced is not null));
        }

        if (replaced is not null)
        {
            Successor(former, next);
        }

        // Whatever stops it from here on, the next command finds out from the journal that the driver is to run.
        cancellationToken.ThrowIfCancellationRequested();
        means.Disk.MakeFolder(Path.GetDirectoryName(_journal)!);
        var handover = new BankHandover { To = next.Id, Moves = moves, WasRunning = isRunning };
        handover.Write(means.Disk, _journal);
        if (isRunning)
        {
            await means.Host.PauseAsync(CancellationToken.None);
        }

        if (replaced is not null)
        {
            CarryHistory(former, next);
        }

        means.Disk.Write(request.OwnersFile, bytes);
        await FinishAsync(handover, mover, CancellationToken.None);
        await StartAsync(isRunning, CancellationToken.None);
        means.Disk.DeleteFile(_journal);
    }

    /// <summary>Finishes what a power cut has left of a change whose file is there, and lets the driver go on.</summary>
    /// <param name="bank">The bank as the file names it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True if there was something.</returns>
    public async Task<bool> FinishAsync(BankText bank, CancellationToken cancellationToken)
    {
        if (!IsCutOff)
        {
            return false;
        }

        DriverConfiguration loaded = ConfigurationCheck.Require(request, bank.Text.ToBytes());
        using InstallLock? taken = IsInstalled ? InstallLock.Take(means.Places) : null;
        BankHandover? handover = BankHandover.Read(_journal);
        bool isRunning = IsInstalled && await means.Host.IsRunningAsync(cancellationToken);
        if (handover?.To != Plan(loaded).Id)
        {
            // The file was never written, or its owner has changed it since: then nothing of it holds but that the driver had been stopped for it.
            if (handover?.WasRunning == true && !isRunning)
            {
                await StartAsync(wasRunning: true, cancellationToken);
            }

            means.Disk.DeleteFile(_journal);
            return false;
        }

        await using ISettingsMover mover = await findMover(loaded, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (isRunning && !handover.WasRunning)
        {
            handover = handover with { WasRunning = true };
            handover.Write(means.Disk, _journal);
        }

        if (isRunning)
        {
            await means.Host.PauseAsync(CancellationToken.None);
        }

        await FinishAsync(handover, mover, CancellationToken.None);
        means.Tell("The change of the bank that was cut off is finished.");
        await StartAsync(handover.WasRunning, CancellationToken.None);
        means.Disk.DeleteFile(_journal);
        return true;
    }

    private async Task FinishAsync(BankHandover handover, ISettingsMover mover, CancellationToken cancellationToken)
    {
        foreach (DeviceMove move in handover.Moves)
        {
            await mover.MoveAsync(move, cancellationToken);
        }

        if (handover.Moves.FirstOrDefault(move => move.To == handover.To) is { Instance: int instance })
        {
            means.Tell(FormattableString.Invariant($"The bank goes on as device {instance}, with its name and what was set on the screen."));
        }
    }

    private async Task StartAsync(bool wasRunning, CancellationToken cancellationToken)
    {
        if (wasRunning)
        {
            await means.Host.StartAsync(cancellationToken);
            means.Tell($"{means.Host.ServiceName} serves it now.");
        }
        else
        {
            means.Tell("No driver serves it now: it counts from the next start of the driver on.");
        }
    }

    /// <summary>A driver that others started has the settings in its hands: it takes the file by itself, and the number it has not asked for cannot be given to it.</summary>
    private void ApplyBeside(byte[] bytes, bool isReplacement)
    {
        if (isReplacement)
        {
            throw new RefusalException("A driver that was not started by the installation serves this bank: stop it, then give this command again, so that number, name and history go over.");
        }

        means.Disk.Write(request.OwnersFile, bytes);
        means.Tell("The running driver takes it within half a minute. It was not started by the installation, so the bank gets a number of its own, as a new device.");
    }

    /// <summary>Which device takes the place of which.</summary>
    private static IEnumerable<(string From, string To)> Successions(BankPlan former, BankPlan next, (BatteryAddress Old, BatteryAddress Next)? replaced)
    {
        if (former.Id != next.Id)
        {
            yield return (former.Id, next.Id);
        }

        if (replaced is { } pair && former.Members.Count > 1)
        {
            yield return (former.Members.Single(member => member.Address == pair.Old).Id, next.Members.Single(member => member.Address == pair.Next).Id);
        }
    }

    private StateDocument Kept => new(StatePlaces.Of(request.OwnersFile).Kept);

    /// <summary>What was counted of the bank, for the one that comes; null for nothing.</summary>
    private byte[]? Successor(BankPlan former, BankPlan next)
    {
        IReadOnlyDictionary<string, JsonElement> entries = Kept.Peek(out string? problem);
        return problem is not null ? throw Lost(problem, "The bank is as it was.")
            : entries.TryGetValue(former.Id, out JsonElement entry)
            ? BankEntries.Successor(entry, StateParts.History, next.Control.Wiring.ToString(), [.. next.Members.Select(member => member.Address.ToString())])
            : null;
    }

    /// <summary>Once the driver has ended, which writes down what it has counted.</summary>
    private void CarryHistory(BankPlan former, BankPlan next)
    {
        if (Successor(former, next) is { } successor && Kept.Write(new Dictionary<string, byte[]> { [next.Id] = successor }) is string problem)
        {
            throw Lost(problem, "The bank is as it was. Once that is mended, give the same command again, which also starts the driver.");
        }
    }

    private static RefusalException Lost(string problem, string state) => new($"What was counted of the bank cannot be taken over: {problem.TrimEnd('.')}. {state}");

    private BankPlan Plan(DriverConfiguration configuration) => BankPlanning.Plan(configuration, busAddress);

    /// <summary>True if a driver has the name of the bank on the bus; false too where there is no bus.</summary>
    private async Task<bool> IsServedAsync(BankPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await using DBusConnection connection = await DBusConnection.ConnectAsync(
                busAddress, new DBusConnectionOptions { TimeProvider = means.TimeProvider, ConnectTimeout = s_busDeadline, CallTimeout = s_busDeadline }, cancellationToken);
            return await connection.GetNameOwnerAsync(plan.ServiceName, cancellationToken) is not null;
        }
        catch (DBusException)
        {
            return false;
        }
    }

    private static RefusalException Refusal(string sentence) => new(sentence, ExitCode.Usage);
}
