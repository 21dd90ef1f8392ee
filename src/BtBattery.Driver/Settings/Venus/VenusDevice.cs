using BtBattery.DBus;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Settings.Venus;

/// <summary>A device whose settings the service keeps. What the service says is heard on the thread of its signals.</summary>
/// <param name="home">Reaches the service.</param>
/// <param name="device">What it is called there.</param>
/// <param name="wish">The number it gets if that is free; null for a device without one.</param>
/// <param name="settings">What is kept of it.</param>
/// <param name="logger">Told what cannot be used.</param>
internal sealed class VenusDevice(VenusSettings home, string device, int? wish, IReadOnlyList<Setting> settings, ILogger logger) : IDeviceSettings
{
    private readonly DeviceValues _values = new(settings);
    private readonly Setting? _instance = wish is { } number ? new Setting(VenusNames.Instance, ItemValue.Of(VenusNames.ToText(number))) : null;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _sync = new();
    private readonly Dictionary<string, ItemValue> _writing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private int? _given;

    /// <inheritdoc/>
    public event Action<string, ItemValue>? Changed;

    /// <inheritdoc/>
    public event Action<int>? InstanceChanged;

    /// <summary>Its path.</summary>
    public string Path { get; } = VenusNames.PathOf(device);

    /// <summary>The owner of the service's name to which it was declared; null for none.</summary>
    public string? DeclaredTo { get; set; }

    /// <summary>The number that the setting holds; null before it holds one that is that of a battery. Touched under the lock of the home.</summary>
    public int? Wanted { get; set; }

    /// <summary>True once the service has answered to the declaration, whether or not it gave a number.</summary>
    public bool IsOpen => _opened.Task.IsCompleted;

    /// <summary>True once there is nothing more to ask for: it is open, and has its number if it is to have one.</summary>
    public bool IsComplete => IsOpen && (_instance is null || Instance is not null);

    /// <inheritdoc/>
    public int? Instance
    {
        get
        {
            lock (_sync)
            {
                return _given;
            }
        }
    }

    /// <inheritdoc/>
    public ItemValue this[string name] => _values[name];

    /// <summary>What has to be declared, with paths.</summary>
    public IEnumerable<(string Path, Setting Setting)> Declarations => (_instance is null ? settings : settings.Prepend(_instance)).Select(setting => ($"{Path}/{setting.Name}", setting));

    /// <summary>Waits until the service has answered to the declaration.</summary>
    public Task OpenedAsync() => InContext.Of(_opened.Task);

    /// <summary>
    /// The same device was open before: what was known then holds until the service says otherwise, so that a service whose configuration was changed does not
    /// have to wait for it. Under the lock of the home.
    /// </summary>
    public void GoOnFrom(VenusDevice before)
    {
        foreach (Setting setting in settings)
        {
            if (before._values.Find(setting.Name) is not null && before[setting.Name] is { } value && setting.Fits(value))
            {
                _values.Take(setting.Name, value);
            }
        }

        if (_instance is not null && before.Instance is { } instance)
        {
            (Wanted, _given) = (before.Wanted, instance);
        }

        Open();
    }

    /// <summary>The service answered to the declaration.</summary>
    public void Take(IReadOnlyList<AddedSetting> answers)
    {
        foreach ((string path, Setting setting) in Declarations)
        {
            AddedSetting answer = answers.FirstOrDefault(one => one.Path == path);
            if (answer.Path is null)
            {
                Refused(setting, "it said nothing about it");
            }
            else if (answer.Error != 0)
            {
                Refused(setting, answer.Words);
            }
            else
            {
                Take(setting.Name, answer.Value);
            }
        }

        // Last, so that whoever waited for it finds all that was answered.
        Open();
    }

    /// <summary>The service says what a setting is now.</summary>
    /// <param name="name">Below the device.</param>
    /// <param name="told">What it says.</param>
    public void Take(string name, Variant told)
    {
        if (_instance is not null && name == _instance.Name)
        {
            TakeInstance(told);
        }
        else if (_values.Find(name) is { } setting)
        {
            if (VenusValue.Read(told, setting) is { } value)
            {
                _told.Remove(name);
                Take(name, value);
            }
            else
            {
                NotUsed(name, told, $"what was set before holds on: {Describe(_values[name])}");
            }
        }
    }

    /// <summary>It has that number now.</summary>
    public void Take(int instance)
    {
        lock (_sync)
        {
            _given = instance;
        }

        if (IsOpen)
        {
            InstanceChanged?.Invoke(instance);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> WriteAsync(string name, ItemValue value, CancellationToken cancellationToken)
    {
        if (_values.Find(name) is not { } setting || !setting.Fits(value))
        {
            return false;
        }

        if (_values[name] == value)
        {
            return true;
        }

        lock (_sync)
        {
            _writing[name] = value;
        }

        try
        {
            await home.WriteAsync($"{Path}/{name}", VenusValue.Write(value), () => Accepted(name, value), cancellationToken);
        }
        finally
        {
            lock (_sync)
            {
                _writing.Remove(name);
            }
        }

        // Somebody else may have been later.
        return _values[name] == value;
    }

    /// <inheritdoc/>
    public void Dispose() => home.Close(this);

    private void Open() => _opened.TrySetResult();

    private void Accepted(string name, ItemValue value)
    {
        lock (_sync)
        {
            if (!_writing.TryGetValue(name, out ItemValue writing) || writing != value)
            {
                // Another value was told since.
                return;
            }
        }

        _values.Take(name, value);
    }

    private void Take(string name, ItemValue value)
    {
        bool isOurs;
        lock (_sync)
        {
            isOurs = _writing.TryGetValue(name, out ItemValue writing) && writing == value;
            if (!isOurs)
            {
                _writing.Remove(name);
            }
        }

        if (_values.Take(name, value) && !isOurs && IsOpen)
        {
            Changed?.Invoke(name, value);
        }
    }

    private void TakeInstance(Variant told)
    {
        if (told.TryGetString(out string? text) && VenusNames.ReadInstance(text) is { } instance)
        {
            _told.Remove(VenusNames.Instance);
            home.Wants(this, instance);
        }
        else
        {
            NotUsed(
                VenusNames.Instance,
                told,
                Instance is { } kept
                    ? FormattableString.Invariant($"the service keeps {kept}. Set it to battery:<number>")
                    : "without a number it has no service on the bus. Set it to battery:<number>, or remove it and start the driver again");
        }
    }

    private void Refused(Setting setting, string why)
    {
        if (!_told.Add(setting.Name))
        {
            return;
        }

        if (setting == _instance)
        {
            logger.LogError("The settings service refuses {Path}/{Name}: {Why}. Without a number it has no service on the bus; it is asked again.", Path, setting.Name, why);
        }
        else
        {
            logger.LogWarning("The settings service refuses {Path}/{Name}: {Why}. It cannot be changed on a screen.", Path, setting.Name, why);
        }
    }

    private void NotUsed(string name, Variant told, string consequence)
    {
        if (_told.Add(name))
        {
            logger.LogWarning("The setting {Path}/{Name} cannot be used: it is {Value}; {Consequence}.", Path, name, Describe(told), consequence);
        }
    }

    private static string Describe(Variant told) => told.TryGetString(out string? text) ? $"'{text}'"
        : told.TryGetNumber(out double number) ? FormattableString.Invariant($"{number}")
        : told.HasValue ? "of another type" : "not there";

    private static string Describe(ItemValue value) => value.Kind == ItemKind.Text ? $"'{value.AsText}'" : FormattableString.Invariant($"{value.AsNumber}");
}
