using BtBattery.DBus;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Screen;
using BtBattery.Driver.Settings;
using BtBattery.Driver.Settings.Venus;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>Settings that the settings service of Venus OS keeps. It gives a number to one device only, so the former gives it up before the latter gets it.</summary>
/// <param name="connection">The bus; ended with this.</param>
internal sealed class VenusMover(DBusConnection connection) : ISettingsMover
{
    private const string Root = "/Settings";

    /// <summary>It writes to flash before it answers, on a slow device.</summary>
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(10);

    /// <summary>Everything that a device may have there.</summary>
    private static readonly IReadOnlyList<Setting> s_settings = [BankSettings.CustomName, .. ScreenStore.Declared];

    /// <inheritdoc/>
    public async Task<(int? Instance, int? Wish)> ReadAsync(string device, CancellationToken cancellationToken) =>
        (await GetAsync($"{VenusNames.PathOf(device)}/{VenusNames.Instance}", cancellationToken) is { } value && value.TryGetString(out string? text) ? VenusNames.ReadInstance(text) : null, null);

    /// <inheritdoc/>
    public async Task MoveAsync(DeviceMove move, CancellationToken cancellationToken)
    {
        (string from, string to) = (VenusNames.PathOf(move.From), VenusNames.PathOf(move.To));
        var set = new List<(Setting Setting, Variant Value)>();
        foreach (Setting setting in s_settings)
        {
            if (await GetAsync($"{from}/{setting.Name}", cancellationToken) is { } value && VenusValue.Read(value, setting) is { } read && (move.FormerWins || read != setting.Default))
            {
                set.Add((setting, value));
            }
        }

        if (move.Instance is not null)
        {
            await RemoveAsync($"{from[(Root.Length + 1)..]}/{VenusNames.Instance}", cancellationToken);
        }

        var instance = new Setting(VenusNames.Instance, ItemValue.Of(VenusNames.ToText(move.Instance ?? 0)));
        (string, Setting)[] declared = [.. set.Select(one => ($"{to}/{one.Setting.Name}", one.Setting))];
        IReadOnlyList<AddedSetting> there = await AddAsync(move.Instance is null ? declared : [.. declared, ($"{to}/{instance.Name}", instance)], cancellationToken);
        foreach ((Setting setting, Variant value) in set)
        {
            if (there.FirstOrDefault(one => one.Path == $"{to}/{setting.Name}") is { Error: 0 } added && IsToBeSet(setting, value, added))
            {
                await SetAsync(added.Path, value, cancellationToken);
            }
        }

        if (there.FirstOrDefault(one => one.Path == $"{to}/{instance.Name}") is { Path: not null } number
            && !(number.Value.TryGetString(out string? text) && text == instance.Default.AsText))
        {
            await SetAsync(number.Path, instance.Default.AsText, cancellationToken);
        }

        bool IsToBeSet(Setting setting, Variant value, AddedSetting added) => VenusValue.Read(added.Value, setting) is var there
            && there != VenusValue.Read(value, setting)
            && (move.FormerWins || there == setting.Default);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>A setting; null if there is none.</summary>
    private async Task<Variant?> GetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            Message answer = await AskAsync(() => connection.CallAsync(VenusNames.Service, path, BusItem.Interface, "GetValue", s_deadline, cancellationToken));
            return answer.GetReader().ReadVariant();
        }
        catch (DBusErrorException exception) when (exception.ErrorName != DBusErrorNames.ServiceUnknown)
        {
            return null;
        }
        catch (DBusErrorException exception)
        {
            throw NoAnswer(exception);
        }
    }

    private async Task<IReadOnlyList<AddedSetting>> AddAsync((string Path, Setting Setting)[] settings, CancellationToken cancellationToken)
    {
        return settings.Length == 0 ? [] : AddedSetting.Read(await AskAsync(Call));

        Task<Message> Call()
        {
            MessageWriter call = AddedSetting.CreateCall(connection, settings);
            return connection.CallAsync(ref call, s_deadline, cancellationToken);
        }
    }

    private async Task RemoveAsync(string path, CancellationToken cancellationToken)
    {
        await AskAsync(Call);

        Task<Message> Call()
        {
            MessageWriter call = connection.CreateMethodCall(VenusNames.Service, Root, VenusNames.Interface, "RemoveSettings", "as");
            ArrayStart names = call.WriteArrayStart(DBusType.String);
            call.WriteString(path);
            call.WriteArrayEnd(names);
            return connection.CallAsync(ref call, s_deadline, cancellationToken);
        }
    }

    private async Task SetAsync(string path, Variant value, CancellationToken cancellationToken)
    {
        Message answer = await AskAsync(Call);
        if (answer.Signature != "i" || answer.GetReader().ReadInt32() != 0)
        {
            throw new RefusalException($"The settings service refuses {path}. Give the same command again.");
        }

        Task<Message> Call()
        {
            MessageWriter call = connection.CreateMethodCall(VenusNames.Service, path, BusItem.Interface, "SetValue", "v");
            call.WriteVariant(value);
            return connection.CallAsync(ref call, s_deadline, cancellationToken);
        }
    }

    private static async Task<Message> AskAsync(Func<Task<Message>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is DBusTimeoutException or DBusDisconnectedException)
        {
            throw NoAnswer((DBusException)exception);
        }
    }

    private static RefusalException NoAnswer(DBusException exception) =>
        new($"The settings service of Venus OS ({VenusNames.Service}) does not answer, and number and name are kept there: {exception.Message.TrimEnd('.')}. Give the same command again when it does.");
}
