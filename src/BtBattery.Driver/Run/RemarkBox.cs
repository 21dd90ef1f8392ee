namespace BtBattery.Driver.Run;

/// <summary>Takes remarks before there is anybody to show them. Any thread may call.</summary>
internal sealed class RemarkBox
{
    private readonly Lock _sync = new();
    private readonly Queue<Remark> _waiting = new();
    private Action<Remark>? _show;

    /// <summary>Shows a remark, at once or as soon as somebody can.</summary>
    public void Tell(Remark remark)
    {
        lock (_sync)
        {
            if (_show is null)
            {
                _waiting.Enqueue(remark);
            }
            else
            {
                _show(remark);
            }
        }
    }

    /// <summary>There is somebody now.</summary>
    public void Open(Action<Remark> show)
    {
        lock (_sync)
        {
            _show = show;
            while (_waiting.TryDequeue(out Remark? remark))
            {
                show(remark);
            }
        }
    }
}
