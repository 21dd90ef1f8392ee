namespace BtBattery.Simulator.Timing;

/// <summary>Something that will happen once, unless it is cancelled before.</summary>
public sealed class AgendaEntry
{
    private Action? _action;

    internal AgendaEntry(Action action) => _action = action;

    /// <summary>True once the action ran or was cancelled.</summary>
    public bool IsOver => _action is null;

    internal bool IsCancelled => _action is null;

    /// <summary>Forgets the action; nothing happens if it already ran.</summary>
    public void Cancel() => _action = null;

    internal void Run()
    {
        Action? due = _action;
        _action = null;
        due?.Invoke();
    }
}
