using System.Diagnostics.Tracing;
using System.Reflection;

namespace BtBattery.Profile;

/// <summary>Hears of each method that the runtime compiles. Where nothing is compiled beforehand (DOTNET_ReadyToRun=0), those are the methods that run.</summary>
internal sealed class CompiledMethods : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Jit = (EventKeywords)0x10;
    private const int MethodLoadVerbose = 143;

    // The base class tells of sources before a constructor of ours has run.
    private readonly Lock _lock = new();
    private readonly HashSet<nint> _handles = [];
    private bool _isOver;

    /// <summary>What has run, generic methods with what they were made of; types of references are the one that stands for all of them, as the runtime shares their code.</summary>
    public IReadOnlyList<MethodBase> Resolve()
    {
        nint[] handles;
        lock (_lock)
        {
            _isOver = true;
            handles = [.. _handles];
        }

        // By its handle alone a method of a generic type is not given out, though the runtime knows it: its declaring type is in the handle.
        MethodInfo methodInfo = typeof(RuntimeMethodHandle).GetMethod("GetMethodInfo", BindingFlags.Instance | BindingFlags.NonPublic)!;
        Type info = typeof(object).Assembly.GetType("System.IRuntimeMethodInfo")!;
        MethodInfo methodBase = typeof(object).Assembly.GetType("System.RuntimeType")!.GetMethod("GetMethodBase", BindingFlags.Static | BindingFlags.NonPublic, [info])!;
        var methods = new List<MethodBase>();
        foreach (nint handle in handles)
        {
            var method = (MethodBase?)methodBase.Invoke(null, [methodInfo.Invoke(RuntimeMethodHandle.FromIntPtr(handle), null)]);
            if (method is { DeclaringType: not null })
            {
                methods.Add(method);
            }
        }

        return methods;
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime)
        {
            EnableEvents(eventSource, EventLevel.Verbose, Jit);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        const int methodId = 0, methodFlags = 5;
        const uint isDynamic = 1;
        if (eventData.EventId != MethodLoadVerbose || eventData.Payload is not { } payload || ((uint)payload[methodFlags]! & isDynamic) != 0)
        {
            return;
        }

        lock (_lock)
        {
            if (!_isOver)
            {
                _handles.Add((nint)(ulong)payload[methodId]!);
            }
        }
    }
}
