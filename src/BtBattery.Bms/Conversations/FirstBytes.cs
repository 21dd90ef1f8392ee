namespace BtBattery.Bms.Conversations;

/// <summary>The first notifications of a connection, for a report about a board that is not understood. Bounded.</summary>
internal sealed class FirstBytes
{
    private const int MaxNotifications = 8;
    private const int MaxBytes = 64;

    private readonly List<string> _notifications = [];

    public bool IsEmpty => _notifications.Count == 0;

    public void Add(ReadOnlySpan<byte> notification)
    {
        if (_notifications.Count < MaxNotifications && !notification.IsEmpty)
            _notifications.Add(Convert.ToHexStringLower(notification[..Math.Min(notification.Length, MaxBytes)]));
    }

    /// <summary>The notifications in hexadecimal, separated by spaces.</summary>
    public override string ToString() => string.Join(' ', _notifications);
}
