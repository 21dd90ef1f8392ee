using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.Radio;

/// <summary>A connection to one battery, from link up to its loss. Bytes only: what BlueZ makes of it is not known here.</summary>
internal sealed class Link
{
    /// <summary>Between two pieces of one answer; captures show 0 to 5 ms.</summary>
    private static readonly TimeSpan PieceGap = TimeSpan.FromMilliseconds(3);

    /// <summary>A link without a word from the other side is given up after this time.</summary>
    private static readonly TimeSpan SupervisionTimeout = TimeSpan.FromMilliseconds(4200);

    private readonly Agenda _agenda;
    private readonly Random _chance;
    private readonly List<AgendaEntry> _planned = [];
    private AgendaEntry? _supervision;
    private TimeSpan _nextPieceAt;

    internal Link(Peripheral peripheral, Agenda agenda, Random chance)
    {
        Peripheral = peripheral;
        _agenda = agenda;
        _chance = chance;
        peripheral.Link = this;
        peripheral.Counters.Connects++;
        peripheral.Voice.LinkUp(isEncrypted: false);
    }

    /// <summary>The battery has sent a notification of its notifying characteristic.</summary>
    public event Action<byte[]>? Notified;

    /// <summary>The link ended without our doing.</summary>
    public event Action? Lost;

    public Peripheral Peripheral { get; }

    public bool IsUp { get; private set; } = true;

    /// <summary>False while the other side answers no attribute request at all.</summary>
    public bool Responds => IsUp && !IsPhantom && !IsStillborn && Peripheral.IsInRange && !Peripheral.Faults.AttributesHang;

    /// <summary>True if the battery has left this link and nobody noticed.</summary>
    public bool IsPhantom { get; private set; }

    /// <summary>True if even Disconnect does not end it.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>True if the battery never heard the connection request: the link is lost in a moment.</summary>
    public bool IsStillborn { get; init; }

    /// <summary>True while the notifying characteristic is switched on; the battery keeps no such setting beyond the link.</summary>
    public bool IsSubscribed { get; private set; }

    public void Subscribe(bool on)
    {
        bool fresh = on && !IsSubscribed;
        IsSubscribed = on;
        if (fresh && Responds) Send(Peripheral.Voice.Subscribed());
    }

    /// <summary>Both sides know each other's keys from now on.</summary>
    public void Encrypt() => Peripheral.Voice.LinkUp(isEncrypted: true);

    /// <summary>Bytes reach the writable characteristic.</summary>
    public void Write(ReadOnlySpan<byte> value)
    {
        if (!Responds) return;
        Peripheral.Counters.Wrote(value);
        Send(Peripheral.Voice.Receive(value));
    }

    /// <summary>The battery sends something that nobody asked for.</summary>
    public void SendUnasked(byte[] bytes) => Plan(_agenda.Now, () => Notify(bytes));

    /// <summary>The battery leaves, and this side goes on believing in the link.</summary>
    /// <param name="isStuck">True if Disconnect is not to end it either.</param>
    public void BecomePhantom(bool isStuck)
    {
        IsPhantom = true;
        IsStuck = isStuck;
        _supervision?.Cancel();
        if (Peripheral.Link == this) Peripheral.Link = null;
    }

    /// <summary>The battery went out of range: the link lasts until the supervision timeout.</summary>
    public void Fade()
    {
        if (!IsPhantom) _supervision ??= Plan(_agenda.Now + SupervisionTimeout, Lose);
    }

    /// <summary>The battery came back into range before the link was given up.</summary>
    public void Unfade()
    {
        _supervision?.Cancel();
        _supervision = null;
    }

    /// <summary>The battery or the air ends the link.</summary>
    public void Lose()
    {
        if (!IsUp) return;
        Close();
        Lost?.Invoke();
    }

    /// <summary>We end the link.</summary>
    public void Close()
    {
        if (!IsUp) return;
        IsUp = false;
        IsSubscribed = false;
        foreach (AgendaEntry entry in _planned) entry.Cancel();
        _planned.Clear();
        Peripheral.Counters.Disconnects++;
        if (Peripheral.Link == this) Peripheral.Link = null;
    }

    private void Send(IReadOnlyList<BmsReply> replies)
    {
        Faults faults = Peripheral.Faults;
        if (faults.IsSilent)
        {
            Peripheral.Counters.Disturbed += replies.Count;
            return;
        }
        foreach (BmsReply right in replies)
        {
            bool isWhole = true;
            int sent = 0;
            foreach (BmsReply reply in ReplyFaults.Apply(right, ++Peripheral.Counters.Replies, faults, Peripheral.Voice.Unasked, _chance))
            {
                bool isRight = ReferenceEquals(reply, right);
                isWhole &= isRight;
                sent++;
                Send(reply, isRight, faults);
            }
            bool isOnTime = faults.ReplyDelay == TimeSpan.Zero && faults.PieceDelay == TimeSpan.Zero && !faults.IsDeaf && IsSubscribed;
            if (!isOnTime || !isWhole || sent != 1) Peripheral.Counters.Disturbed++;
        }
    }

    private void Send(BmsReply reply, bool isRight, Faults faults)
    {
        TimeSpan at = Max(_agenda.Now + Peripheral.Latency + faults.ReplyDelay, _nextPieceAt);
        int longest = Peripheral.Mtu - 3;
        List<byte[]> pieces = [];
        foreach (byte[] whole in reply.Pieces)
        {
            for (int start = 0; start < whole.Length; start += longest)
            {
                pieces.Add(whole.Length <= longest ? whole : whole[start..Math.Min(start + longest, whole.Length)]);
            }
        }
        int missing = pieces.Count;
        foreach (byte[] piece in pieces)
        {
            // By the moment, not by how long it is until then: on a busy host the clock goes on between two pieces.
            Plan(at, () =>
            {
                if (Notify(piece) && --missing == 0 && isRight) Peripheral.Counters.LastRightReplyAt = _agenda.Now;
            });
            at += PieceGap + faults.PieceDelay;
        }
        _nextPieceAt = at;
    }

    /// <returns>False if it did not arrive.</returns>
    private bool Notify(byte[] piece)
    {
        if (!Responds || !IsSubscribed || Peripheral.Faults.IsDeaf) return false;
        Peripheral.Counters.Notifications++;
        Notified?.Invoke(piece);
        return true;
    }

    private AgendaEntry Plan(TimeSpan moment, Action action)
    {
        _planned.RemoveAll(entry => entry.IsOver);
        AgendaEntry planned = _agenda.At(moment, action);
        _planned.Add(planned);
        return planned;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
