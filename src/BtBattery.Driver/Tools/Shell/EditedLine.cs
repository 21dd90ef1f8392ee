namespace BtBattery.Driver.Tools.Shell;

/// <summary>A line that is being typed: what keys do to it. It knows no terminal.</summary>
/// <param name="complete">Whole lines that the line could become.</param>
/// <param name="history">Lines of before, the oldest first.</param>
public sealed class EditedLine(Func<string, IReadOnlyList<string>> complete, IReadOnlyList<string> history)
{
    private int _recalled = history.Count;

    /// <summary>What is typed so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What the line could become, to be shown below it once; empty for nothing.</summary>
    public IReadOnlyList<string> Choices { get; private set; } = [];

    /// <summary>Takes a key.</summary>
    public KeyOutcome Press(ConsoleKeyInfo key)
    {
        Choices = [];
        bool isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                return KeyOutcome.Entered;
            case ConsoleKey.D when isControl && Text.Length == 0:
                return KeyOutcome.Ended;
            case ConsoleKey.C when isControl:
                return KeyOutcome.Dropped;
            case ConsoleKey.U when isControl:
                Text = "";
                break;
            case ConsoleKey.Backspace when Text.Length > 0:
                Text = Text[..^1];
                break;
            case ConsoleKey.Tab:
                Complete();
                break;
            case ConsoleKey.UpArrow or ConsoleKey.DownArrow:
                Recall(key.Key == ConsoleKey.UpArrow ? -1 : 1);
                break;
            default:
                if (!char.IsControl(key.KeyChar) && !isControl)
                {
                    Text += key.KeyChar;
                }

                break;
        }

        return KeyOutcome.Edited;
    }

    private void Complete()
    {
        IReadOnlyList<string> choices = complete(Text);
        if (choices.Count == 0)
        {
            return;
        }

        string common = choices.Aggregate(CommonStart);
        if (choices.Count == 1)
        {
            Text = common + " ";
        }
        else if (common.Length > Text.Length)
        {
            Text = common;
        }
        else
        {
            Choices = choices;
        }
    }

    private void Recall(int step)
    {
        _recalled = Math.Clamp(_recalled + step, 0, history.Count);
        Text = _recalled < history.Count ? history[_recalled] : "";
    }

    private static string CommonStart(string one, string other)
    {
        int length = 0;
        while (length < one.Length && length < other.Length && char.ToUpperInvariant(one[length]) == char.ToUpperInvariant(other[length]))
        {
            length++;
        }

        return one[..length];
    }
}
