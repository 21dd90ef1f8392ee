using System.Globalization;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Tools.Shell;

/// <summary>The interactive reader: scans, connects with one battery, shows what it says.</summary>
/// <param name="connect">Opens a battery over Bluetooth; a driver that serves it lends its link until the result is disposed of.</param>
/// <param name="scanner">Looks for devices.</param>
/// <param name="services">Lists the GATT services of a connected device.</param>
/// <param name="terminal">Lines in, lines out.</param>
/// <param name="style">Which characters reports may use.</param>
/// <param name="clock">The time.</param>
public sealed class ShellSession(
    Func<BatteryAddress, CancellationToken, Task<IReadingSource>> connect,
    IDeviceScanner scanner,
    Func<BatteryAddress, CancellationToken, Task<IReadOnlyList<GattEntry>>> services,
    IShellTerminal terminal,
    ReportStyle style,
    MonotonicClock clock) : IAsyncDisposable
{
    private const string Prompt = "BMS> ";

    private const string NotConnected = "Not connected; 'connect' does that.";

    private static readonly TimeSpan s_scanTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_dataTimeout = TimeSpan.FromSeconds(20);

    private IReadOnlyList<SeenDevice> _seen = [];
    private IReadingSource? _source;
    private BatteryReading? _last;
    private MonotonicTime _lastAt;
    private bool _isAutomatic = true;

    /// <summary>The battery given at the start: marked in scans, and connected by itself; null for none.</summary>
    public BatteryAddress? Configured { get; init; }

    /// <summary>Runs until <c>exit</c> or the end of the input.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        terminal.WriteLine("'help' lists the commands.");
        if (Configured is not null)
        {
            await DoAsync("scan", "", cancellationToken);
        }

        while (await terminal.ReadLineAsync(Prompt, Complete, cancellationToken) is string line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0)
            {
                continue;
            }

            if (!ShellWords.TryFind(words[0], out string? command, out string? problem))
            {
                terminal.WriteLine(problem!);
            }
            else if (command == "exit")
            {
                return;
            }
            else if (words.Length > (command == "connect" ? 2 : 1))
            {
                terminal.WriteLine(command == "connect" ? "'connect' takes one number or address." : $"'{command}' takes nothing behind it.");
            }
            else
            {
                await DoAsync(command!, words.Length > 1 ? words[1] : "", cancellationToken);
            }
        }
    }

    /// <summary>Disconnects, and gives a borrowed link back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_source is { } source)
        {
            _source = null;
            await source.DisposeAsync();
        }
    }

    private async Task DoAsync(string command, string argument, CancellationToken cancellationToken)
    {
        try
        {
            if (!await terminal.RunAsync(token => RunAsync(command, argument, token), cancellationToken))
            {
                terminal.WriteLine("");
            }
        }
        catch (LinkException exception)
        {
            terminal.WriteLine(exception.Message);
        }
    }

    private Task RunAsync(string command, string argument, CancellationToken cancellationToken) => command switch
    {
        "scan" => ScanAsync(cancellationToken),
        "connect" => ConnectAsync(argument, cancellationToken),
        "data" => DataAsync(cancellationToken),
        "continuous" => ContinuousAsync(cancellationToken),
        "services" => ServicesAsync(cancellationToken),
        "reset" => ResetAsync(),
        _ => Tell(command),
    };

    private Task Tell(string command)
    {
        switch (command)
        {
            case "auto":
                _isAutomatic = !_isAutomatic;
                terminal.WriteLine($"Automatic connection is {(_isAutomatic ? "on" : "off")}.");
                break;
            case "json":
                terminal.WriteLine(_last is null ? "There is no reading yet; 'data' makes one." : ReadingJson.Write(_last.AgedBy(clock.Now - _lastAt), isIndented: true));
                break;
            case "status":
                TellStatus();
                break;
            default:
                foreach ((string name, string shortForm, string argument, string text) in ShellWords.All)
                {
                    string call = $"{name}{(shortForm.Length > 0 ? $" ({shortForm})" : "")} {argument}";
                    terminal.WriteLine($"  {call,-22} {text}");
                }

                break;
        }

        return Task.CompletedTask;
    }

    private void TellStatus()
    {
        terminal.WriteLine(_source is null ? "Not connected." : $"Connected with {_source.Address}{(_last?.Name is { } name ? $" ({style.Safe(name, 40)})" : "")}.");
        terminal.WriteLine(_last is { Age: { } age } ? $"The last values are from {ReadingReport.Ago(age + (clock.Now - _lastAt))}." : "No reading yet.");
        if (_last?.Problem is { } problem)
        {
            terminal.WriteLine(style.Safe(problem, 1000));
        }

        terminal.WriteLine($"Automatic connection is {(_isAutomatic ? "on" : "off")}. {_seen.Count.ToString(CultureInfo.InvariantCulture)} devices were found.");
    }

    private async Task ScanAsync(CancellationToken cancellationToken)
    {
        terminal.WriteLine($"Scanning for {s_scanTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s ...");
        _seen = await scanner.ScanAsync(s_scanTime, seen: null, cancellationToken);
        if (_seen.Count == 0)
        {
            terminal.WriteLine("No device was seen.");
        }

        for (int i = 0; i < _seen.Count; i++)
        {
            SeenDevice device = _seen[i];
            string signal = device.Rssi is int rssi ? string.Create(CultureInfo.InvariantCulture, $"{rssi} dBm") : device.IsConnected ? "connected" : "unknown";
            string mark = device.Address == Configured ? "  <- this battery" : "";
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{i + 1,3}  {device.Address}  {signal,9}  {style.Safe(device.Name ?? "(no name)", 30)}{mark}"));
        }

        // A battery that is connected on this machine does not advertise: it need not be in the list.
        if (_isAutomatic && _source is null && Configured is { } battery)
        {
            await ConnectAsync(battery, cancellationToken);
        }
    }

    private async Task ConnectAsync(string argument, CancellationToken cancellationToken)
    {
        if (Choose(argument, out string? problem) is { } address)
        {
            await ConnectAsync(address, cancellationToken);
        }
        else
        {
            terminal.WriteLine(problem!);
        }
    }

    private BatteryAddress? Choose(string argument, out string? problem)
    {
        problem = null;
        if (argument.Length == 0)
        {
            problem = Configured is null ? "Say which: 'connect 2' for the second device of the scan, or 'connect A4:C1:38:00:00:01'." : null;
            return Configured;
        }

        if (BatteryAddress.TryParse(argument, out BatteryAddress address))
        {
            return address;
        }

        if (int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= _seen.Count)
        {
            return _seen[number - 1].Address;
        }

        problem = $"'{argument}' is neither a number of the last scan nor a Bluetooth address.";
        return null;
    }

    private async Task ConnectAsync(BatteryAddress address, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        _last = null;
        terminal.WriteLine($"Connecting with {address} ...");
        IReadingSource source = await connect(address, cancellationToken);
        try
        {
            BatteryReading? reading = await FirstReading.WaitAsync(source, s_connectTimeout, clock.TimeProvider, cancellationToken);
            Keep(reading);
            if (reading is { HasData: true })
            {
                (_source, source) = (source, null!);
                terminal.WriteLine($"Connected: {style.Safe(reading.Name ?? "(no name)", 40)}, BMS type {reading.BmsType ?? "unknown"}.");
            }
            else
            {
                terminal.WriteLine($"Connection failed: {style.Safe(reading?.Problem ?? "no answer in time.", 1000)}");
            }
        }
        finally
        {
            if (source is not null)
            {
                await source.DisposeAsync();
            }
        }
    }

    private async Task DataAsync(CancellationToken cancellationToken)
    {
        if (_source is null)
        {
            terminal.WriteLine(NotConnected);
            return;
        }

        if (await FirstReading.WaitAsync(_source, s_dataTimeout, clock.TimeProvider, cancellationToken) is { } reading)
        {
            Show(reading);
        }
        else
        {
            terminal.WriteLine("No answer in time.");
        }
    }

    private async Task ContinuousAsync(CancellationToken cancellationToken)
    {
        if (_source is null)
        {
            terminal.WriteLine(NotConnected);
            return;
        }

        terminal.WriteLine("Ctrl+C ends this.");
        while (true)
        {
            Show(await _source.NextAsync(cancellationToken));
            terminal.WriteLine("");
        }
    }

    private async Task ServicesAsync(CancellationToken cancellationToken)
    {
        if (_source is null)
        {
            terminal.WriteLine(NotConnected);
            return;
        }

        IReadOnlyList<GattEntry> found = await services(_source.Address, cancellationToken);
        if (found.Count == 0)
        {
            terminal.WriteLine("The device is not connected at this moment.");
        }

        foreach (GattEntry service in found)
        {
            terminal.WriteLine($"  {service.Uuid}");
            foreach ((string uuid, IReadOnlyList<string> flags) in service.Characteristics)
            {
                terminal.WriteLine($"    {uuid}  {string.Join(", ", flags)}");
            }
        }
    }

    private async Task ResetAsync()
    {
        await DisposeAsync();
        _seen = [];
        _last = null;
        terminal.WriteLine("Disconnected; nothing is remembered.");
    }

    private void Show(BatteryReading reading)
    {
        Keep(reading);
        foreach (string line in ReadingReport.Lines(reading, style))
        {
            terminal.WriteLine(line);
        }
    }

    private void Keep(BatteryReading? reading) => (_last, _lastAt) = (reading, clock.Now);

    private IReadOnlyList<string> Complete(string line) => ShellWords.Complete(line, [.. _seen.Select(device => device.Address.ToString())]);
}
