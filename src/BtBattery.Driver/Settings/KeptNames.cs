using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Settings;

/// <summary>What people call a bank and its batteries: shown as it is kept, and kept before it is shown.</summary>
/// <param name="settings">Where it is kept.</param>
/// <param name="logger">Told of a name that cannot be shown.</param>
internal sealed class KeptNames(BankSettings settings, ILogger logger) : IDisposable
{
    private readonly List<(IDeviceSettings Settings, Action<string, ItemValue> Handler)> _followed = [];

    /// <summary>The names that are kept now: number of the battery (0: the bank), path of its name as that battery has it, and name.</summary>
    public IEnumerable<(int Battery, string Path, ItemValue Name)> Kept =>
        All().Select(name => (name.Battery, name.Path, Name: name.Home[BankSettings.CustomName.Name])).Where(kept => kept.Name.AsText.Length > 0 && CanBeShown(kept.Name));

    /// <summary>Tells of each that others change, in the same way.</summary>
    public void Follow(Action<int, string, ItemValue> tell)
    {
        foreach ((int battery, string path, IDeviceSettings home) in All())
        {
            Action<string, ItemValue> handler = (name, value) =>
            {
                if (name == BankSettings.CustomName.Name && CanBeShown(value))
                {
                    tell(battery, path, value);
                }
            };
            home.Changed += handler;
            _followed.Add((home, handler));
        }
    }

    /// <summary>A client wants to give a name.</summary>
    /// <param name="battery">Number of the battery whose name it is, from 1; 0 for the bank.</param>
    /// <param name="path">Where it stands, as that battery has it.</param>
    /// <param name="value">A text.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    /// <returns>Null if that is no name; else true if it is kept now.</returns>
    public async Task<bool?> WriteAsync(int battery, string path, ItemValue value, CancellationToken cancellationToken) =>
        All().FirstOrDefault(name => name.Battery == battery && name.Path == path).Home is not { } home
            ? null
            : DriverState.IsCustomName(value.AsText) && await home.WriteAsync(BankSettings.CustomName.Name, value, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _followed.ForEach(followed => followed.Settings.Changed -= followed.Handler);

    private IEnumerable<(int Battery, string Path, IDeviceSettings Home)> All() => settings.Members is [var only] && only == settings.Bank
        ? [(1, DriverState.CustomNamePath, only)]
        : settings.Members.Select((member, index) => (index + 1, MemberPath.Name, member)).Prepend((0, DriverState.CustomNamePath, settings.Bank));

    private bool CanBeShown(ItemValue name)
    {
        bool isName = DriverState.IsCustomName(name.AsText);
        if (!isName)
        {
            logger.LogWarning("The name '{Name}' in the settings is too long to be shown, and is not used.", name.AsText);
        }

        return isName;
    }
}
