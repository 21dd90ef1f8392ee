using BtBattery.DBus;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Settings.Files;

/// <summary>A device whose settings are in the file.</summary>
internal sealed class FileDevice : IDeviceSettings
{
    /// <summary>A disk that takes longer is as good as none: whoever writes waits, and others behind it.</summary>
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(2);

    private readonly FileSettings _home;
    private readonly DeviceValues _values;
    private readonly MonotonicClock _clock;

    /// <summary>A device as the file has it.</summary>
    public FileDevice(FileSettings home, string device, FileEntry entry, IReadOnlyList<Setting> settings, MonotonicClock clock)
    {
        (_home, Device, Instance, _clock) = (home, device, entry.Instance, clock);
        _values = new(settings, entry);
    }

    /// <inheritdoc/>
    public event Action<string, ItemValue>? Changed;

    /// <inheritdoc/>
    /// <remarks>Nobody but the driver changes the file while it runs.</remarks>
    public event Action<int>? InstanceChanged
    {
        add { }
        remove { }
    }

    /// <summary>What it is called in the file.</summary>
    public string Device { get; }

    /// <inheritdoc/>
    public int? Instance { get; }

    /// <inheritdoc/>
    public ItemValue this[string name] => _values[name];

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

        var write = new FileWrite();
        Elsewhere.RunBlocking(() =>
        {
            try
            {
                bool isWritten = _home.Write(this, name, value, () => write.IsAnswered);
                bool isNew = isWritten && _values.Take(name, value);
                if (!write.TryAnswer(isWritten) && isNew)
                {
                    // It was refused meanwhile, but is in the file now, so it holds: as if somebody else had written it.
                    Changed?.Invoke(name, value);
                }
            }
            catch (Exception exception)
            {
                // A bug: it is thrown where the write is waited for.
                write.Fail(exception);
            }
        });
        return await write.WaitAsync(s_deadline, _clock, cancellationToken);
    }

    /// <summary>Somebody else has written it.</summary>
    public void Take(string name, ItemValue value)
    {
        if (_values.Find(name)?.Fits(value) == true && _values.Take(name, value))
        {
            Changed?.Invoke(name, value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Close(this);
}
