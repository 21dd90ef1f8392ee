namespace BtBattery.Driver.Run;

/// <summary>Something to show beside what the battery says; it holds until the next one about the same.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Text">What to show; empty to take it back.</param>
public sealed record Remark(RemarkTopic Topic, string Text);
