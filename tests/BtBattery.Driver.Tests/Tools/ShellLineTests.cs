using BtBattery.Driver.Tools.Shell;

namespace BtBattery.Driver.Tests.Tools;

/// <summary>Words and keys of the shell.</summary>
public sealed class ShellLineTests
{
    private static readonly string[] s_addresses = ["A4:C1:38:00:00:01", "A4:C1:38:00:00:02", "B0:00:00:00:00:03"];

    [Theory]
    [InlineData("s", "scan")]
    [InlineData("c", "connect")]
    [InlineData("d", "data")]
    [InlineData("r", "reset")]
    [InlineData("h", "help")]
    [InlineData("q", "exit")]
    [InlineData("SCAN", "scan")]
    [InlineData("st", "status")]
    [InlineData("se", "services")]
    [InlineData("conn", "connect")]
    [InlineData("cont", "continuous")]
    [InlineData("a", "auto")]
    [InlineData("quit", "exit")]
    [InlineData("?", "help")]
    public void A_name_a_short_form_or_the_beginning_of_one_command(string word, string command)
    {
        Assert.True(ShellWords.TryFind(word, out string? found, out _));
        Assert.Equal(command, found);
    }

    [Theory]
    [InlineData("co", "'co' could be connect or continuous.")]
    [InlineData("x", "There is no command 'x'; 'help' lists them.")]
    [InlineData("scann", "There is no command 'scann'; 'help' lists them.")]
    public void What_is_no_command_is_said_to_be_none(string word, string problem)
    {
        Assert.False(ShellWords.TryFind(word, out _, out string? said));
        Assert.Equal(problem, said);
    }

    [Fact]
    public void Every_command_is_found_by_its_whole_name_and_short_forms_are_unique()
    {
        Assert.All(ShellWords.All, command => Assert.True(ShellWords.TryFind(command.Name, out string? found, out _) && found == command.Name));
        string[] forms = [.. ShellWords.All.Select(command => command.Short).Where(form => form.Length > 0)];
        Assert.Equal(forms.Distinct(), forms);
    }

    [Theory]
    [InlineData("con\t", "con", "connect continuous")]
    [InlineData("conn\t", "connect ", "")]
    [InlineData("connect \t", "connect ", "connect A4:C1:38:00:00:01|connect A4:C1:38:00:00:02|connect B0:00:00:00:00:03")]
    [InlineData("c a\t", "c A4:C1:38:00:00:0", "")]
    [InlineData("c b\t", "c B0:00:00:00:00:03 ", "")]
    [InlineData("data \t", "data ", "")]
    [InlineData("x\t", "x", "")]
    public void Tab_completes_what_is_certain_and_shows_what_is_not(string keys, string text, string choices)
    {
        EditedLine line = Type(keys);
        Assert.Equal(text, line.Text);
        string separator = choices.Contains('|', StringComparison.Ordinal) ? "|" : " ";
        Assert.Equal(choices, string.Join(separator, line.Choices));
    }

    [Fact]
    public void Keys_edit_the_line()
    {
        EditedLine line = Type("dataa");
        line.Press(Key('\b', ConsoleKey.Backspace));
        line.Press(Key('\0', ConsoleKey.LeftArrow));
        Assert.Equal("data", line.Text);
        Assert.Equal(KeyOutcome.Edited, line.Press(Key('\u0004', ConsoleKey.D, control: true)));
        Assert.Equal("data", line.Text);
        Assert.Equal(KeyOutcome.Entered, line.Press(Key('\r', ConsoleKey.Enter)));
        line.Press(Key('\u0015', ConsoleKey.U, control: true));
        Assert.Equal("", line.Text);
        line.Press(Key('\b', ConsoleKey.Backspace));
        Assert.Equal(KeyOutcome.Ended, line.Press(Key('\u0004', ConsoleKey.D, control: true)));
        Assert.Equal(KeyOutcome.Dropped, line.Press(Key('\u0003', ConsoleKey.C, control: true)));
    }

    [Fact]
    public void Arrows_recall_lines_of_before()
    {
        var line = new EditedLine(_ => [], ["scan", "connect 1"]);
        line.Press(Key('\0', ConsoleKey.UpArrow));
        Assert.Equal("connect 1", line.Text);
        line.Press(Key('\0', ConsoleKey.UpArrow));
        line.Press(Key('\0', ConsoleKey.UpArrow));
        Assert.Equal("scan", line.Text);
        line.Press(Key('\0', ConsoleKey.DownArrow));
        line.Press(Key('\0', ConsoleKey.DownArrow));
        Assert.Equal("", line.Text);
    }

    private static EditedLine Type(string keys)
    {
        var line = new EditedLine(text => ShellWords.Complete(text, s_addresses), []);
        foreach (char key in keys)
        {
            line.Press(Key(key, key == '\t' ? ConsoleKey.Tab : ConsoleKey.None));
        }

        return line;
    }

    private static ConsoleKeyInfo Key(char character, ConsoleKey key, bool control = false) => new(character, key, shift: false, alt: false, control);
}
