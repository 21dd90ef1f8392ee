using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Driver.Polling;

/// <summary>Somebody confirmed that a FET shall be switched.</summary>
/// <param name="Fet">Which one.</param>
/// <param name="On">The wanted state.</param>
/// <param name="GoodUntil">Not carried out after that: a switch that moves when nobody expects it any more is dangerous.</param>
public sealed record SwitchWish(FetSwitch Fet, bool On, MonotonicTime GoodUntil)
{
    /// <summary>How long a confirmed wish may wait for the battery.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The write may come that much later than the start of its round, when the questions before it are answered late.</summary>
    public static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(10);

    /// <summary>The wish in words, such as "charging off".</summary>
    public static string Describe(FetSwitch fet, bool on) => (fet == FetSwitch.Charge ? "charging " : "discharging ") + (on ? "on" : "off");
}
