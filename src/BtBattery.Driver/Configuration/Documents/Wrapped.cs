namespace BtBattery.Driver.Configuration.Documents;

/// <summary>Text in lines of a bearable length.</summary>
internal static class Wrapped
{
    /// <summary>The lines of a text.</summary>
    /// <param name="text">Words with single blanks between them.</param>
    /// <param name="width">The most letters of a line; a longer word has a line of its own.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line += line.Length > 0 ? " " + word : word;
        }

        yield return line;
    }
}
