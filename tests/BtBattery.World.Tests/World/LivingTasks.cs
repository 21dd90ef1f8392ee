using System.Diagnostics.Tracing;

namespace BtBattery.World.Tests;

/// <summary>
/// Counts the asynchronous methods that have begun to wait and have not ended, in the whole process, by what the runtime tells debuggers.
/// One that waits for something that nobody will ever tell is counted for ever: a leak, whether or not the collector took it.
/// </summary>
internal sealed class LivingTasks : EventListener
{
    private const string Source = "System.Threading.Tasks.TplEventSource";
    private const EventKeywords AsyncCausalityOperation = (EventKeywords)0x8;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, string> _living = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _living.Count;
            }
        }
    }

    /// <summary>How many of each, the most first.</summary>
    public IReadOnlyList<(string Name, int Count)> ByName()
    {
        lock (_lock)
        {
            return [.. _living.Values.CountBy(name => name).Select(entry => (entry.Key, entry.Value)).OrderByDescending(entry => entry.Value)];
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Source)
        {
            EnableEvents(eventSource, EventLevel.Informational, AsyncCausalityOperation);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        switch (eventData)
        {
            case { EventName: "TraceOperationBegin", Payload: [int begun, string name, ..] }:
                lock (_lock)
                {
                    _living[begun] = name;
                }

                break;
            case { EventName: "TraceOperationEnd", Payload: [int ended, ..] }:
                lock (_lock)
                {
                    _living.Remove(ended);
                }

                break;
            default:
                break;
        }
    }
}
