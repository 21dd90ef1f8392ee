using System.Text;
using System.Text.Json;
using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.State;

namespace BtBattery.Driver.Tests.State;

/// <summary>Memories as JSON, also of another version.</summary>
public sealed class StateJsonTests
{
    private static readonly RightBankMemory s_memory = new(RightBankState.Agreed, new(TimeSpan.FromTicks(1234567)), null, "so");

    [Fact]
    public void A_checkpoint_keeps_moments_exactly()
    {
        string json = Write(s_memory);
        Assert.Equal("""{"state":"Agreed","known_since":1234567,"text":"so"}""", json);
        Assert.Equal(s_memory, Read<RightBankMemory>(json, null));
    }

    [Fact]
    public void A_key_that_is_missing_is_taken_from_what_it_began_with()
    {
        var before = new RightBankMemory(RightBankState.Wrong, null, null, "before");
        Assert.Equal(before with { State = RightBankState.Agreed }, Read("""{"state":"Agreed","unknown":[1]}""", before));
    }

    [Fact]
    public void What_is_no_memory_is_refused()
    {
        Assert.ThrowsAny<JsonException>(() => Read("""{"state":"Ajar"}""", RightBankMemory.Start));
        Assert.ThrowsAny<JsonException>(() => Read("""[]""", RightBankMemory.Start));
        Assert.ThrowsAny<JsonException>(() => Read<LastSeen>("null", null));
    }

    [Fact]
    public void A_list_or_a_text_that_has_to_be_there_is()
    {
        Assert.ThrowsAny<JsonException>(() => Read<ProblemMemory>("{}", null));
        Assert.ThrowsAny<JsonException>(() => Read<ProblemMemory>("""{"traces":null}""", null));
        Assert.ThrowsAny<JsonException>(() => Read("""{"traces":[{"code":"wrong_bank","index":0}]}""", ProblemMemory.Empty));
        Assert.Empty(Read("{}", ProblemMemory.Empty).Traces);
        var trace = new ProblemTrace("wrong_bank", 0, true, "use -p", new(TimeSpan.Zero), new(TimeSpan.FromSeconds(1)), null, true);
        Assert.Equal([trace], Read(Write(new ProblemMemory([trace])), ProblemMemory.Empty).Traces);
    }

    [Fact]
    public void A_number_that_is_none_is_kept_as_it_is()
    {
        LastSeen seen = new(null, true, true, FetState.Closed, FetState.Open, double.NaN, double.PositiveInfinity);
        Assert.Equal(seen, Read<LastSeen>(Write(seen), null));
    }

    [Fact]
    public void Alarms_are_read_that_were_kept_before_it_was_remembered_since_when_nothing_is_said_of_them()
    {
        const string Kept = """
            {"bank":[{"shown":2,"changed_at":5,"said":2,"own":{"level":1,"warning_since":6,"alarm_since":null},"warning_at":7,"alarm_at":8,"level":2}],"members":[]}
            """;
        AlarmState state = Assert.Single(Read(Kept, AlarmMemory.Empty).Bank);
        Assert.Equal(new AlarmState(2, At(5), 2, new OwnCondition(1, At(6), null), At(7), At(8)), state);

        static MonotonicTime At(long ticks) => new(TimeSpan.FromTicks(ticks));
    }

    [Fact]
    public void Shares_are_read_that_were_kept_before_it_was_remembered_what_batteries_exchange()
    {
        const string Kept = """
            {"wiring":"1|2","charge":{},"discharge":{},"joints":[{"charge":{"measured":[],"raised":[]},"discharge":{"measured":[],"raised":[]},"weights":[0.7,0.3],"steps":4,"ohms":[null,0.01],
            "amps":[1,2],"read_at":5,"steady_amps":[1,2],"steady_volts":[13,null],"steady_at":5}]}
            """;
        JointMemory joint = Assert.Single(Read(Kept, new CurrentMemory()).Joints);
        Assert.Equal([0.7, 0.3], joint.Weights);
        Assert.Empty(joint.Exchange);
        Assert.Empty(joint.OhmsSteps);
        Assert.Null(joint.ExchangeAt);
    }

    private static string Write<T>(T value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            StateJson.Exact.Write(json, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static T Read<T>(string text, T? empty)
        where T : class
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return StateJson.Exact.Read(document.RootElement, empty);
    }
}
