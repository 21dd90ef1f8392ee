namespace BtBattery.Driver.Installing.Questions;

/// <summary>Somebody who reads and answers.</summary>
/// <param name="answers">What he types.</param>
/// <param name="output">What he reads.</param>
internal sealed class Terminal(TextReader answers, TextWriter output)
{
    /// <summary>The terminal that the program was called at; null if nobody can answer there.</summary>
    public static Terminal? OfProgram => Console.IsInputRedirected ? null : new(Console.In, Console.Out);

    /// <summary>Tells a line.</summary>
    public void Say(string line) => output.WriteLine(line);

    /// <summary>Asks.</summary>
    /// <param name="question">With the blank behind it.</param>
    /// <returns>The answer without blanks around it; null if there is none to come.</returns>
    public string? Ask(string question)
    {
        output.Write(question);
        output.Flush();
        return answers.ReadLine()?.Trim();
    }
}
