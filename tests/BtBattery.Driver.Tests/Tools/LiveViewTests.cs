using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Tests.Tools;

/// <summary>Pictures on a terminal, one in the place of the other.</summary>
public sealed class LiveViewTests
{
    [Theory]
    [InlineData(0, 0, "one-line|two|three|")]
    [InlineData(80, 40, "one-line|two|three|")]
    [InlineData(5, 40, "one-|two|thre|")]
    [InlineData(80, 3, "one-line|two|")]
    public void What_does_not_fit_is_left_out_and_a_size_of_0_is_no_size(int width, int height, string shown)
    {
        using var output = new StringWriter();
        using var view = new LiveView(output, () => width, () => height);
        view.Show(["one-line", "two", "three"]);
        Assert.Equal("\u001b[2J\u001b[H\u001b[?25l" + shown.Replace("|", "\u001b[K\n", StringComparison.Ordinal) + "\u001b[J", output.ToString());
    }

    [Fact]
    public void The_screen_is_cleared_once_and_the_cursor_given_back_if_it_was_taken()
    {
        using var output = new StringWriter();
        var view = new LiveView(output, () => 80, () => 24);
        view.Dispose();
        Assert.Equal("", output.ToString());
        view.Show(["a"]);
        view.Show(["b"]);
        view.Dispose();
        Assert.Equal("\u001b[2J\u001b[H\u001b[?25la\u001b[K\n\u001b[J\u001b[H\u001b[?25lb\u001b[K\n\u001b[J\u001b[?25h", output.ToString());
    }
}
