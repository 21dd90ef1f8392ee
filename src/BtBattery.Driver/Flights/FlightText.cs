using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Flights;

/// <summary>Writes the records of one flight as JSON lines: docs/tools/record.md.</summary>
internal sealed class FlightText : IDisposable
{
    /// <summary>First word of every recording.</summary>
    public const string Format = "btbattery-flight";

    /// <summary>Raised when an older program would misunderstand the file.</summary>
    public const int FormatVersion = 1;

    private readonly IReadOnlyList<string> _paths;
    private readonly IReadOnlyList<SurfaceRow> _surface;
    private readonly Pseudonyms _names;
    private readonly MemoryStream _stream = new();
    private readonly Utf8JsonWriter _json;

    private FlightText(IReadOnlyList<string> paths, IReadOnlyList<SurfaceRow> surface, Pseudonyms names)
    {
        (_paths, _surface, _names) = (paths, surface, names);
        _json = new Utf8JsonWriter(_stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <param name="records">What was recorded.</param>
    /// <param name="paths">The paths in it, by their numbers.</param>
    /// <param name="surface">All that is recorded of this battery.</param>
    /// <param name="version">Version of the driver.</param>
    /// <param name="address">The battery.</param>
    public static byte[] Write(
        ReadOnlySpan<byte> records, IReadOnlyList<string> paths, IReadOnlyList<SurfaceRow> surface, string version, BatteryAddress address)
    {
        var names = new Pseudonyms([address]);
        using var text = new FlightText(paths, surface, names);
        text.Collect(records);
        text.WriteHeader(version);
        while (!records.IsEmpty)
        {
            text.WriteRecord(new RecordReader(FlightRing.Next(ref records)));
        }

        return text._stream.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
    }

    /// <summary>Goes through all texts that may show addresses of others.</summary>
    private void Collect(ReadOnlySpan<byte> records)
    {
        while (!records.IsEmpty)
        {
            var record = new RecordReader(FlightRing.Next(ref records));
            switch (record.Kind)
            {
                case RecordKind.Checkpoint:
                    _names.Collect(Encoding.UTF8.GetString(record.Bytes()));
                    break;
                case RecordKind.Told:
                    _ = record.Text();
                    _ = record.Text();
                    _names.Collect(record.Text());
                    break;
                case RecordKind.Log:
                    _ = record.Unsigned();
                    _names.Collect(record.Text());
                    break;
                case RecordKind.LinkFailed:
                    _ = record.Text();
                    _names.Collect(record.Text());
                    break;
                case RecordKind.Remark:
                    _ = record.Unsigned();
                    _names.Collect(record.Text());
                    break;
                case RecordKind.Radio:
                case RecordKind.LinkLent:
                    _names.Collect(record.Text());
                    break;
                case RecordKind.SystemVoltage:
                    foreach (DeviceVoltage device in SystemVoltageRecord.Read(ref record).Devices)
                    {
                        _names.Collect(device.Device);
                    }

                    break;
            }
        }
    }

    private void WriteHeader(string version)
    {
        _json.WriteStartObject();
        _json.WriteString("format", Format);
        _json.WriteNumber("version", FormatVersion);
        _json.WriteString("program", version);
        EndLine();
    }

    private void WriteRecord(RecordReader record)
    {
        _json.WriteStartObject();
        WriteTime("at", record.At);
        _json.WriteString("kind", FlightKinds.NameOf(record.Kind));
        switch (record.Kind)
        {
            case RecordKind.Checkpoint:
                _json.WriteString("address", Pseudonyms.Battery(1));
                _json.WriteStartArray("paths");
                foreach (SurfaceRow row in _surface)
                {
                    _json.WriteStringValue(row.Path);
                }

                _json.WriteEndArray();
                _json.WritePropertyName("state");
                _json.WriteRawValue(_names.ReplaceInJson(Encoding.UTF8.GetString(record.Bytes())));
                break;
            case RecordKind.LinkUp:
                WriteText("family", record.Text());
                break;
            case RecordKind.Wish:
                _json.WriteString("fet", record.Flag() ? "charge" : "discharge");
                _json.WriteBoolean("on", record.Flag());
                WriteTime("good_until", record.Time());
                break;
            case RecordKind.Ask:
                WriteAsk(ref record);
                break;
            case RecordKind.Reply:
                WriteReply(ref record);
                break;
            case RecordKind.Told:
                WriteText("secret_answer", record.Text());
                WriteText("refusal", record.Text());
                WriteRaw("readings", record.Text());
                break;
            case RecordKind.Radio:
                WriteText("adapter", record.Text());
                if (record.Flag())
                {
                    _json.WriteNumber("rssi", record.Signed());
                    WriteTime("heard_at", record.Time());
                }

                break;
            case RecordKind.BadFrames:
                _json.WriteStartObject("counts");
                for (ulong left = record.Unsigned(); left > 0; left--)
                {
                    _json.WriteNumber(record.Text()!, record.Unsigned());
                }

                _json.WriteEndObject();
                break;
            case RecordKind.Late:
                _json.WriteNumber("open", record.Unsigned());
                if (record.Flag())
                {
                    _json.WriteString("last", record.Unsigned().ToString("x16", CultureInfo.InvariantCulture));
                    WriteTime("last_at", record.Time());
                }

                break;
            case RecordKind.LinkFailed:
                WriteText("code", record.Text());
                WriteText("problem", record.Text());
                WriteText("verdict", record.Text());
                _json.WriteBoolean("needs_owner", record.Flag());
                break;
            case RecordKind.LinkLent:
                WriteText("to", record.Text());
                break;
            case RecordKind.Recovering:
                _json.WriteString("rung", ((RecoveryRung)record.Unsigned()).ToString());
                break;
            case RecordKind.Write:
                WriteText("path", PathOf(ref record));
                WriteValue("value", ref record);
                _json.WriteBoolean("taken", record.Flag());
                break;
            case RecordKind.Remark:
                _json.WriteString("topic", ((RemarkTopic)record.Unsigned()).ToString());
                WriteText("text", record.Text());
                break;
            case RecordKind.Turn:
                WriteTurn(ref record);
                break;
            case RecordKind.Log:
                _json.WriteString("level", ((LogLevel)record.Unsigned()).ToString().ToLowerInvariant());
                WriteText("text", record.Text());
                break;
            case RecordKind.Probe:
                WriteText("family", record.Text());
                WriteText("request", record.Text());
                ReadOnlySpan<byte> bytes = record.Bytes();
                WriteText("bytes", bytes.IsEmpty ? null : Convert.ToHexStringLower(bytes));
                break;
            case RecordKind.Heard:
                _json.WriteString("bytes", Convert.ToHexStringLower(record.Bytes()));
                break;
            case RecordKind.SystemVoltage:
                SystemVoltageRecord.WriteLine(_json, SystemVoltageRecord.Read(ref record), _names.Replace);
                break;
            case RecordKind.Settings:
                _json.WriteNumber("poll_interval", record.Signed());
                _json.WriteString("limit_policy", record.Text());
                break;
        }

        EndLine();
    }

    private void WriteAsk(ref RecordReader record)
    {
        WriteText("request", record.Text());
        bool isSecret = record.Flag();
        ReadOnlySpan<byte> bytes = record.Bytes();
        _json.WriteBoolean("secret", isSecret);
        WriteText("bytes", isSecret ? null : Convert.ToHexStringLower(bytes));
    }

    private void WriteReply(ref RecordReader record)
    {
        _json.WriteBoolean("answered", record.Flag());
        _json.WriteStartArray("notifications");
        for (ulong left = record.Unsigned(); left > 0; left--)
        {
            _json.WriteStartObject();
            WriteTime("at", record.Time());
            _json.WriteString("bytes", Convert.ToHexStringLower(record.Bytes()));
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteTurn(ref RecordReader record)
    {
        _json.WriteBoolean("late", record.Flag());
        _json.WriteStartObject("changes");
        for (ulong left = record.Unsigned(); left > 0; left--)
        {
            WriteValue(PathOf(ref record), ref record);
        }

        _json.WriteEndObject();
    }

    private string PathOf(ref RecordReader record) => _paths[(int)record.Unsigned()];

    private void WriteValue(string name, ref RecordReader record)
    {
        if (!record.Flag())
        {
            _json.WriteNull(name);
            return;
        }

        switch ((ItemKind)record.Unsigned())
        {
            case ItemKind.Integer:
                _json.WriteNumber(name, record.Signed());
                break;
            case ItemKind.Number:
                _json.WriteNumber(name, record.Number());
                break;
            default:
                WriteText(name, record.Text());
                break;
        }
    }

    private void WriteText(string name, string? text) => _json.WriteString(name, _names.Replace(text));

    private void WriteRaw(string name, string? json)
    {
        _json.WritePropertyName(name);
        _json.WriteRawValue(json is null ? "null" : _names.ReplaceInJson(json));
    }

    /// <summary>Seconds, exact to the 100 ns of the clock.</summary>
    private void WriteTime(string name, MonotonicTime time) => _json.WriteNumber(name, time.SinceOrigin.Ticks / (decimal)TimeSpan.TicksPerSecond);

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _stream.WriteByte((byte)'\n');
        _json.Reset();
    }
}
