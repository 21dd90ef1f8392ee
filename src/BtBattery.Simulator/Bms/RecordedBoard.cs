using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Bms;

/// <summary>
/// A board that repeats a recording: a request is answered as it was recorded, byte for byte and piece by piece. If the
/// recording holds several answers to one request they are given in turn; an unrecorded request is not answered.
/// </summary>
public sealed class RecordedBoard : IBms
{
    private readonly Dictionary<string, List<BmsReply>> _answers = [];
    private readonly Dictionary<string, int> _given = [];
    private readonly List<BmsReply> _greeting = [];

    /// <summary>A board that plays <paramref name="exchanges"/>.</summary>
    /// <param name="profile">Services of the recorded board.</param>
    /// <param name="exchanges">Request and notifications in time order; a null request means that the board spoke first.</param>
    public RecordedBoard(GattProfile profile, IEnumerable<(byte[]? Request, IReadOnlyList<byte[]> Notifications)> exchanges)
    {
        Profile = profile;
        foreach ((byte[]? request, IReadOnlyList<byte[]> notifications) in exchanges)
        {
            var answer = new BmsReply(notifications);
            if (request is null)
            {
                _greeting.Add(answer);
                continue;
            }
            string key = Convert.ToHexString(request);
            if (!_answers.TryGetValue(key, out List<BmsReply>? answers)) _answers.Add(key, answers = []);
            answers.Add(answer);
        }
    }

    /// <inheritdoc/>
    public GattProfile Profile { get; }

    /// <inheritdoc/>
    public void LinkUp(bool isEncrypted) => _given.Clear();

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Subscribed() => _greeting;

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Receive(ReadOnlySpan<byte> written)
    {
        string key = Convert.ToHexString(written);
        if (!_answers.TryGetValue(key, out List<BmsReply>? answers)) return [];
        int turn = _given.GetValueOrDefault(key);
        _given[key] = turn + 1;
        return [answers[turn % answers.Count]];
    }

    /// <inheritdoc/>
    public BmsReply? Unasked() => _answers.Values.SelectMany(answers => answers).LastOrDefault(answer => answer.Pieces.Count > 0);

    /// <inheritdoc/>
    public string? Objection(BatteryState state) => "this battery plays a recording and has no values to set";
}
