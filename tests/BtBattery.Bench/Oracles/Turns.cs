namespace BtBattery.Bench;

/// <summary>How often a number turned round within the last hour.</summary>
/// <param name="least">Changes that are smaller do not count.</param>
internal sealed class Turns(double least)
{
    private static readonly TimeSpan s_window = TimeSpan.FromHours(1);

    private readonly Queue<TimeSpan> _at = new();
    private double? _extreme;
    private int _direction;

    /// <summary>Nothing counts that was before.</summary>
    public void Forget()
    {
        _at.Clear();
        (_extreme, _direction) = (null, 0);
    }

    /// <summary>The number is so now.</summary>
    /// <returns>How often it turned round within the last hour.</returns>
    public int Count(TimeSpan now, double value)
    {
        while (_at.TryPeek(out TimeSpan oldest) && oldest <= now - s_window)
        {
            _at.Dequeue();
        }

        double extreme = _extreme ?? value;
        double change = value - extreme;
        if (change * _direction >= 0 && _direction != 0)
        {
            extreme = value;
        }
        else if (Math.Abs(change) >= least)
        {
            if (_direction != 0)
            {
                _at.Enqueue(now);
            }

            (_direction, extreme) = (Math.Sign(change), value);
        }

        _extreme = extreme;
        return _at.Count;
    }
}
