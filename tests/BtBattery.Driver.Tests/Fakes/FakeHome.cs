using BtBattery.Driver.Publish;
using BtBattery.Driver.Settings;

namespace BtBattery.Driver.Tests.Fakes;

/// <summary>A home of settings that holds what a test says; one device.</summary>
internal sealed class FakeHome : ISettingsHome, IDeviceSettings
{
    private readonly Dictionary<string, ItemValue> _values = new(StringComparer.Ordinal);

    public event Action<string, ItemValue>? Changed;

    public event Action<int>? InstanceChanged;

    public string Place => "the test";

    public int? Instance { get; private set; }

    public ItemValue this[string name] => _values[name];

    /// <summary>Somebody sets it.</summary>
    public void Set(string name, ItemValue value)
    {
        _values[name] = value;
        Changed?.Invoke(name, value);
    }

    /// <summary>The device gets another number.</summary>
    public void Set(int instance)
    {
        Instance = instance;
        InstanceChanged?.Invoke(instance);
    }

    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IDeviceSettings> OpenAsync(string device, int? wish, IReadOnlyList<Setting> settings, CancellationToken cancellationToken)
    {
        Instance ??= wish;
        foreach (Setting setting in settings)
        {
            _values.TryAdd(setting.Name, setting.Default);
        }

        return Task.FromResult<IDeviceSettings>(this);
    }

    public Task<bool> WriteAsync(string name, ItemValue value, CancellationToken cancellationToken)
    {
        _values[name] = value;
        return Task.FromResult(true);
    }

    public void Dispose()
    {
    }
}
