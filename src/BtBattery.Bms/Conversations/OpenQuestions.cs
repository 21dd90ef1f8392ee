using System.Globalization;
using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Conversations;

/// <summary>
/// The questions that were written on one link and may still be answered, oldest first, each with the moment it was asked. One per
/// link: it outlives a conversation that is begun anew on the same link.
/// </summary>
/// <remarks>
/// <para>
/// No answer of these protocols says which question it belongs to, only what kind of question. An answer that comes after a question was
/// given up and asked again may belong to either, so it is taken for that of the oldest: nothing in it can have been measured before
/// that was asked.
/// </para>
/// <para>
/// A board answers in the order in which it was asked, and a Bluetooth link keeps that order (its link layer numbers and repeats). So
/// an answer proves that nothing before it is still to come, and what was lost is found out as soon as an answer of another kind
/// passes. Time proves nothing: while this process stands still, answers lie in its socket and grow old.
/// </para>
/// <para>
/// What this cannot see: another program on this machine that asks the same battery the same, while its answers are late. Its answers look
/// like ours.
/// </para>
/// </remarks>
public sealed class OpenQuestions
{
    /// <summary>
    /// More are not listed, and their answers are taken for those of older ones or not used. We chose it: a round has ten questions,
    /// and an answer within it takes away what was asked before.
    /// </summary>
    internal const int Capacity = 32;

    /// <summary>
    /// bluetoothd signals a notification twice, in one go, while two of its clients are registered for it. The two are milliseconds
    /// apart; two answers of one kind are never so close, unless a board makes up for lost time.
    /// </summary>
    private static readonly TimeSpan s_repetition = TimeSpan.FromMilliseconds(250);

    private readonly List<(ReadOnlyMemory<byte> Request, MonotonicTime At)> _questions = new(Capacity);

    /// <summary>The last answer and when it came; null if there was none, or it said nothing.</summary>
    public AnswerMark? Last { get; internal set; }

    /// <summary>How many there are.</summary>
    public int Count => _questions.Count;

    internal (ReadOnlyMemory<byte> Request, MonotonicTime At) this[int index] => _questions[index];

    /// <summary>A question is written at <paramref name="at"/> or later.</summary>
    /// <returns>False if there are too many already; then it is not listed.</returns>
    public bool TryAdd(ReadOnlyMemory<byte> request, MonotonicTime at)
    {
        if (_questions.Count == Capacity)
            return false;
        _questions.Add((request, at));
        return true;
    }

    /// <summary>The link has ended: nothing that was asked on it will be answered on another.</summary>
    public void Clear()
    {
        _questions.Clear();
        Last = null;
    }

    /// <summary>Notes of it, to be written down and restored. They hold no secrets: questions that are one are not listed.</summary>
    public IReadOnlyDictionary<string, string> TakeNotes()
    {
        Dictionary<string, string> notes = [];
        for (int i = 0; i < _questions.Count; i++)
            notes[i.ToString(CultureInfo.InvariantCulture)] = $"{_questions[i].At.SinceOrigin.Ticks} {Convert.ToHexStringLower(_questions[i].Request.Span)}";
        if (Last is { } last)
            notes["last"] = $"{last.At.SinceOrigin.Ticks} {last.Hash:x16}";
        return notes;
    }

    /// <summary>Takes over what was noted.</summary>
    /// <exception cref="FormatException">These are no notes of questions.</exception>
    public void Restore(IReadOnlyDictionary<string, string> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        Clear();
        for (int i = 0; notes.TryGetValue(i.ToString(CultureInfo.InvariantCulture), out string? note); i++)
        {
            (MonotonicTime at, string bytes) = Split(note);
            if (!TryAdd(Convert.FromHexString(bytes), at))
                throw new FormatException("There are too many open questions.");
        }

        if (notes.TryGetValue("last", out string? last))
        {
            (MonotonicTime at, string hash) = Split(last);
            Last = new AnswerMark(AnswerMark.ParseHash(hash), at);
        }
    }

    internal void RemoveOldest(int count) => _questions.RemoveRange(0, count);

    /// <summary>True if <paramref name="frame"/> may be the last answer once more, and so no answer to another question.</summary>
    internal bool MayRepeat(ReadOnlySpan<byte> frame, MonotonicTime at) =>
        Last is { } last && at - last.At <= s_repetition && AnswerMark.Of(frame, at).Hash == last.Hash;

    private static (MonotonicTime At, string Text) Split(string note) => note.Split(' ') is [var ticks, var text]
        ? (new MonotonicTime(TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture))), text)
        : throw new FormatException($"'{note}' is no note of a question.");
}
