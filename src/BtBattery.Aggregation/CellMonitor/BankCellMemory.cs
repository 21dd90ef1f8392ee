namespace BtBattery.Aggregation.CellMonitor;

/// <summary>What is remembered of the cells of a bank from one turn to the next. The same object comes back while nothing changes.</summary>
/// <param name="WorstBattery">The battery with the cell furthest from the mean of its own, from 1; 0 for none.</param>
/// <param name="Sentences">What was said of each battery; battery 1 first.</param>
/// <param name="Text">What was said of the bank.</param>
public sealed record BankCellMemory(int WorstBattery, IReadOnlyList<CellSentence> Sentences, string Text)
{
    /// <summary>Before the first turn.</summary>
    public static BankCellMemory Empty { get; } = new(0, [], "");

    /// <summary>After this turn.</summary>
    /// <param name="worstBattery">The battery with the cell furthest from the mean of its own, from 1; 0 for none.</param>
    /// <param name="batteries">What is shown of each battery; battery 1 first.</param>
    internal BankCellMemory After(int worstBattery, IReadOnlyList<CellMonitorMemory> batteries)
    {
        bool isSame = batteries.Count == Sentences.Count;
        for (int i = 0; isSame && i < batteries.Count; i++)
        {
            isSame = ReferenceEquals(batteries[i].Shown?.Sentence, Sentences[i]);
        }

        if (isSame)
        {
            return worstBattery == WorstBattery ? this : this with { WorstBattery = worstBattery };
        }

        CellSentence[] sentences = [.. batteries.Select(battery => battery.Shown!.Sentence)];
        return new(worstBattery, sentences, sentences.Length == 1 ? sentences[0].Text : CellSentence.OfBank(sentences));
    }
}
