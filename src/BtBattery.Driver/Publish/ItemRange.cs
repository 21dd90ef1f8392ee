namespace BtBattery.Driver.Publish;

/// <summary>What a setting may be, as GetMin, GetMax and GetDefault tell it, and GetItems and ItemsChanged beside the value.</summary>
/// <param name="Min">The least that would be taken now.</param>
/// <param name="Max">The most that would be taken now.</param>
/// <param name="Default">What it goes back to; invalid if that is not one value.</param>
public sealed record ItemRange(ItemValue Min, ItemValue Max, ItemValue Default);
