using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.Publish;

/// <summary>
/// What clients were sent of each path, and which changes they are sent next. Whoever asks always gets the present values; a signal wakes ten programs of a GX device,
/// so that noise is none, there is at most one a second, and messages are not longer than they can take. Where there is more to say than that, a round of answers has one message: it is sent
/// with the turn that the answers brought, not between two. What must not wait does not: a value that turns invalid, a limit that falls, an alarm. It holds no clock.
/// </summary>
/// <param name="tree">The paths with their present values; whoever calls holds its lock.</param>
internal sealed class Outbox(ItemTree tree)
{
    /// <summary>Between two signals, unless something cannot wait.</summary>
    /// <value>1 s, as docs/dbus-paths.md promises.</value>
    public static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);

    /// <summary>A difference within its dead-band that lasts for so long is no noise.</summary>
    /// <value>30 s: the default of DATA_TIMEOUT, so that no client holds a reading for longer that is not the present one.</value>
    public static readonly TimeSpan Lasting = TimeSpan.FromSeconds(30);

    /// <summary>Of what can wait, over time; what cannot is sent in full, and what can waits for longer then.</summary>
    /// <value>4 kB: we chose it, so that a second with what else a message needs stays below 5 kB.</value>
    public const int BytesPerSecond = 4000;

    /// <summary>The most of it in one message.</summary>
    /// <value>8 kB: what comes together in 2 s, the default of POLL_INTERVAL.</value>
    public const int MostBytes = 2 * BytesPerSecond;

    /// <summary>For so long what found no room waits for a turn that brings more, once there is all room again.</summary>
    /// <value>0.5 s: batteries answer some tenths of a second earlier or later from round to round.</value>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.5);

    private readonly Letter[] _letters = Write(tree);
    private readonly List<Letter> _open = [];
    private readonly List<Letter> _due = [];
    private readonly List<Item> _sending = [];
    private MonotonicTime? _sentAt;
    private MonotonicTime _roomAt;
    private double _room = MostBytes;
    private bool _isCrowded;

    private enum Rank
    {
        /// <summary>Clients can do without it.</summary>
        None,

        /// <summary>It is sent with the next message in which there is room, after all others that have not waited for long.</summary>
        Patient,

        /// <summary>It is sent with the next message in which there is room.</summary>
        Due,

        /// <summary>It is sent now.</summary>
        Now,
    }

    /// <summary>When something is to be sent although nothing happens; null for never.</summary>
    public MonotonicTime? NextAt { get; private set; }

    /// <summary>Clients are about to read everything as it is now.</summary>
    public void Begin()
    {
        _open.Clear();
        (_sentAt, NextAt, _isCrowded) = (null, null, false);
        foreach (Letter letter in _letters)
        {
            letter.Tell();
        }
    }

    /// <summary>Takes what changed.</summary>
    /// <param name="changed">Items of the tree, with their new values.</param>
    /// <param name="now">The moment of the turn.</param>
    public void Take(IReadOnlyList<Item> changed, MonotonicTime now)
    {
        for (int i = 0; i < changed.Count; i++)
        {
            Letter letter = _letters[changed[i].Index];
            if (!letter.IsOpen)
            {
                (letter.IsOpen, letter.Since) = (true, now);
                _open.Add(letter);
            }
            else if (letter.IsTold)
            {
                // It was noise, or nobody saw it: what it becomes next is a new difference.
                letter.IsOpen = false;
                _open.Remove(letter);
            }
        }
    }

    /// <summary>What clients are sent now; from here on they know it.</summary>
    /// <returns>Valid until the next call; empty for no message.</returns>
    public IReadOnlyList<Item> Collect(MonotonicTime now)
    {
        _sending.Clear();
        Rank highest = Sort(now);
        bool isPaused = _sentAt is { } last && now < last + LeastPause;
        if (highest == Rank.Now || (highest != Rank.None && !isPaused))
        {
            // What cannot wait has reasons, and clients see them beside it.
            Pack(now, atLeast: highest == Rank.Now ? Rank.Due : Rank.Now);
        }

        NextAt = Next(now, isPaused);
        return _sending;
    }

    private static Letter[] Write(ItemTree tree)
    {
        Letter[] letters = [.. tree.Items.Select(item => new Letter(item, tree.LineOf(item)))];
        foreach (Letter letter in letters)
        {
            if (letter.Line.Partner is { } partner && tree.Find(letter.Item.Path[..^letter.Item.Leaf.Length] + partner) is { } other)
            {
                (letter.Partner, letters[other.Index].Partner) = (letters[other.Index], letter);
            }
        }

        return letters;
    }

    /// <summary>Puts what is due in the order in which it is sent.</summary>
    /// <returns>The highest rank among it.</returns>
    private Rank Sort(MonotonicTime now)
    {
        _due.Clear();
        var highest = Rank.None;
        for (int i = 0; i < _open.Count; i++)
        {
            _open[i].Rank = _open[i].RankAt(now);
        }

        for (int i = 0; i < _open.Count; i++)
        {
            Letter letter = _open[i];
            if (letter.Partner is { IsOpen: true } partner && partner.Rank > letter.Rank)
            {
                letter.Rank = partner.Rank;
            }

            highest = letter.Rank > highest && !letter.Line.IsAlong ? letter.Rank : highest;
        }

        for (int i = 0; i < _open.Count; i++)
        {
            Letter letter = _open[i];

            // With the values of a battery that is lost or there again goes all that was worked out from them.
            letter.Rank = highest == Rank.Now && letter.TurnsValidOrInvalid ? Rank.Now
                : letter.Line.IsAlong && highest == Rank.None ? Rank.None
                : letter.Rank;
            if (letter.Rank != Rank.None)
            {
                _due.Add(letter);
            }
        }

        _due.Sort(static (one, other) =>
            one.Rank != other.Rank ? (int)other.Rank - (int)one.Rank
            : one.Since != other.Since ? one.Since.CompareTo(other.Since)
            : one.Item.Index.CompareTo(other.Item.Index));
        return highest;
    }

    private void Pack(MonotonicTime now, Rank atLeast)
    {
        _room = Math.Min(MostBytes, _room + (BytesPerSecond * (now - _roomAt).TotalSeconds));
        (_roomAt, _isCrowded) = (now, false);
        for (int i = 0; i < _due.Count; i++)
        {
            Letter letter = _due[i];
            int size = BusItem.SizeOf(letter.Item);
            if (letter.Rank < atLeast && size > _room && _room < MostBytes)
            {
                _isCrowded = true;
                break;
            }

            // One that is longer than all room there ever is goes alone, and what cannot wait leaves no debts of many seconds.
            _room = Math.Max(_room - size, -BytesPerSecond);
            letter.Tell();
            _sending.Add(letter.Item);
        }

        if (_sending.Count > 0)
        {
            _sentAt = now;
            _open.RemoveAll(static letter => !letter.IsOpen);
        }
    }

    private MonotonicTime? Next(MonotonicTime now, bool isPaused)
    {
        MonotonicTime due = (isPaused && _sending.Count == 0 ? _sentAt!.Value : now) + LeastPause;
        if (_isCrowded && _roomAt + TimeSpan.FromSeconds((MostBytes - _room) / BytesPerSecond) + Slack is var roomy && roomy > due)
        {
            due = roomy;
        }

        MonotonicTime? next = null;
        for (int i = 0; i < _open.Count; i++)
        {
            Letter letter = _open[i];
            MonotonicTime? at = letter.Rank != Rank.None ? due : letter.Lasts ? letter.Since + Lasting : null;
            next = next is null || at < next ? at ?? next : next;
        }

        return next;
    }

    /// <summary>One path.</summary>
    private sealed class Letter(Item item, SurfacePath line)
    {
        /// <summary>Differences below this come from the arithmetic.</summary>
        private const double Exactness = 1e-9;

        public Item Item => item;

        public SurfacePath Line => line;

        /// <summary>What clients know.</summary>
        public ItemValue Sent { get; private set; }

        /// <summary>What clients know of what it may be.</summary>
        public ItemRange? SentRange { get; private set; }

        /// <summary>True while clients know it as it is.</summary>
        public bool IsTold => item.Value == Sent && item.Range == SentRange;

        /// <summary>True while the present value is another one.</summary>
        public bool IsOpen { get; set; }

        /// <summary>Since when that is so.</summary>
        public MonotonicTime Since { get; set; }

        /// <summary>What makes no sense without it; null for nothing.</summary>
        public Letter? Partner { get; set; }

        public Rank Rank { get; set; }

        public bool TurnsValidOrInvalid => item.Value.IsValid != Sent.IsValid;

        /// <summary>True if a difference that is no change counts when it lasts; facts stay as near as their dead-band.</summary>
        public bool Lasts => line.IsCalm || (line.Freshness != Freshness.Fact && !line.IsAlong);

        /// <summary>From here on clients know it.</summary>
        public void Tell() => (Sent, SentRange, IsOpen) = (item.Value, item.Range, false);

        public Rank RankAt(MonotonicTime now) => IsDue(now) switch
        {
            false => Rank.None,
            _ when line.IsAlong => Rank.Patient,
            _ when line.IsAtOnce || (TurnsValidOrInvalid && !line.IsCalm) || Falls => Rank.Now,
            _ => line.IsPatient && now - Since < Lasting ? Rank.Patient : Rank.Due,
        };

        private bool IsDue(MonotonicTime now) =>
            (Lasts && now - Since >= Lasting)
            || (line.IsCalm && Sent.IsValid && !item.Value.IsValid)
            || (!line.IsCalm && (TurnsValidOrInvalid || Falls || line.DeadBand == 0 || Math.Abs(item.Value.AsNumber - Sent.AsNumber) > line.DeadBand - Exactness));

        private bool Falls => line.FallsAtOnce && item.Value.AsNumber < Sent.AsNumber;
    }
}
