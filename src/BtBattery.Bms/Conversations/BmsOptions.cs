namespace BtBattery.Bms.Conversations;

/// <summary>What the owner configured for one battery, as far as its protocol needs to know. Lives across reconnects.</summary>
public sealed record BmsOptions
{
    /// <summary>Nothing configured.</summary>
    public static BmsOptions Default => new();

    /// <summary>Turns the sign of the current round, for a shunt fitted the other way.</summary>
    /// <value>False.</value>
    public bool InvertCurrent { get; init; }

    /// <summary>
    /// Bluetooth address of the battery as it is printed, such as <c>10:A5:62:32:75:36</c>; it is part of the answer to a
    /// password handshake.
    /// </summary>
    /// <value>None; then no password can be offered.</value>
    public string? Address { get; init; }

    /// <summary>The six characters the owner's app uses; see <see cref="IsPassword"/>.</summary>
    /// <value>None.</value>
    public string? Password { get; init; }

    /// <summary>What has been learned about the battery so far; hand the same one to every conversation with it.</summary>
    /// <value>An empty memory.</value>
    public BmsMemory Memory { get; init; } = new();

    /// <summary>
    /// What was asked on the link that is up; hand the same one to every conversation on it, and clear it when the link has ended.
    /// </summary>
    /// <value>None.</value>
    public OpenQuestions OpenQuestions { get; init; } = new();

    /// <summary>True if <paramref name="text"/> can be the password of a board: six printable ASCII characters.</summary>
    public static bool IsPassword(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 6 && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
    }

    /// <summary>Says nothing of the password, so that it cannot end up in a log.</summary>
    public override string ToString() => $"{nameof(BmsOptions)} {Address}";
}
