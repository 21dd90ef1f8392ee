using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using BtBattery.DBus;

namespace BtBattery.Benchmarks.DBus;

/// <summary>
/// Whole ways through a connection: read, dispatch, answer, send. What is allocated is the small change of one call (message, context,
/// task); the 200 paths themselves live in pooled memory.
/// </summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The cleanup disposes of the stream through its connection.")]
public class ConnectionBenchmarks
{
    private LoopStream _stream = null!;
    private DBusConnection _connection = null!;

    [GlobalSetup]
    public async Task ConnectAsync()
    {
        _stream = new LoopStream(MessageBenchmarks.Bytes(new MessageHeader(MessageType.MethodCall)
        {
            Path = "/",
            Interface = "com.victronenergy.BusItem",
            Member = "GetItems",
            Destination = "com.victronenergy.battery.btbattery_c0ffee",
        }));
        _connection = await DBusConnection.ConnectAsync(
            _stream, new DBusConnectionOptions { IsPeerToPeer = true, SkipAuthentication = true });
        _connection.Export("/", new GetItemsHandler());
    }

    [GlobalCleanup]
    public async Task DisposeAsync() => await _connection.DisposeAsync();

    [Benchmark]
    public Task Answer_GetItems_of_200_paths() => _stream.RunAsync();

    [Benchmark]
    public Task Emit_ItemsChanged_of_20_paths()
    {
        MessageWriter signal = _connection.CreateSignal("/", "com.victronenergy.BusItem", "ItemsChanged", Items.Signature);
        Items.Write(ref signal, Items.Paths.AsSpan(0, 20));
        _connection.Send(ref signal);
        return _stream.WrittenAsync();
    }

    private sealed class GetItemsHandler : IMethodHandler
    {
        public ValueTask HandleAsync(MethodContext context)
        {
            MessageWriter reply = context.CreateReply(Items.Signature);
            Items.Write(ref reply, Items.Paths);
            context.Reply(ref reply);
            return ValueTask.CompletedTask;
        }
    }
}
