using BtBattery.Driver.Installing;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>What holds for whatever others have written into the start hook.</summary>
public sealed class StartHookTextTests
{
    private const string Ours = "# BtBattery begin\n[ ! -x /data/apps/btbattery/boot.sh ] || /data/apps/btbattery/boot.sh\n# BtBattery end\n";

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261122, 9).WithMaxTest(2000);

    /// <summary>Scripts as packages write them, with every kind of line end, and bytes that are no script at all.</summary>
    private static readonly Gen<string> s_scripts = Gen.OneOf(
        (from line in Gen.Elements(
             "#!/bin/bash", "exit 0", "exit", "exit 1 # done", "  exit 0", "exit_code=1", "if true; then", "fi", "/data/SetupHelper/reinstallMods &", "# a remark", "", " ", "echo 'x' \\", "cat <<END", "END", "exit $?", "exec foo")
         from end in Gen.Elements("\n", "\n", "\n", "\r\n", "", "\r", "\n\n")
         select line + end).ArrayOf().Select(string.Concat),
        Gen.Choose(0, 255).Select(number => (char)number).ArrayOf().Select(characters => new string(characters)));

    [Fact]
    public void Adding_and_removing_gives_back_every_byte() => Hold(text => Assert.Equal(text, StartHookText.Remove(StartHookText.Add(text))));

    [Fact]
    public void Adding_twice_is_adding_once() => Hold(text =>
    {
        string once = StartHookText.Add(text);
        Assert.True(StartHookText.IsIn(once));
        Assert.False(StartHookText.IsIn(text));
        Assert.Equal(once, StartHookText.Add(once));
    });

    [Fact]
    public void Removing_what_is_not_there_changes_nothing() => Hold(text => Assert.Equal(text, StartHookText.Remove(text)));

    [Fact]
    public void All_other_lines_stay_in_their_order() => Hold(text =>
    {
        string added = StartHookText.Add(text);
        int at = added.IndexOf("# BtBattery begin", StringComparison.Ordinal);
        int end = added.IndexOf("# BtBattery end\n", StringComparison.Ordinal) + "# BtBattery end\n".Length;
        Assert.True(at == 0 || added[at - 1] == '\n', "our lines begin a line");
        Assert.Equal(text, added[..at] + added[end..] is var rest && rest != text ? rest[..^1] : rest);
    });

    [Fact]
    public void What_others_add_behind_ours_later_stays() => Prop.ForAll(
        s_scripts.Two().ToArbitrary(),
        pair =>
        {
            (string text, string later) = pair;
            string added = StartHookText.Add(text);

            // A last line without an end has got one, or what came later would have become part of it.
            bool isJoined = later.Length > 0 && added.Contains("had no end", StringComparison.Ordinal);
            Assert.Equal(text + (isJoined ? "\n" : "") + later, StartHookText.Remove(added + later));
        }).Check(s_config);

    [Fact]
    public void What_others_add_before_ours_later_stays() => Prop.ForAll(
        s_scripts.Two().ToArbitrary(),
        pair => Assert.Equal(pair.Item1 + "\n" + pair.Item2, StartHookText.Remove(pair.Item1 + "\n" + StartHookText.Add(pair.Item2)))).Check(s_config);

    [Theory]
    [InlineData("#!/bin/bash\nfoo\nexit 0\n", "#!/bin/bash\nfoo\n" + Ours + "exit 0\n")]
    [InlineData("#!/bin/bash\nfoo\nexit 0", "#!/bin/bash\nfoo\n" + Ours + "exit 0")]
    [InlineData("foo\r\nexit 0\r\n\r\n# the end\r\n", "foo\r\n" + Ours + "exit 0\r\n\r\n# the end\r\n")]
    [InlineData("exit", Ours + "exit")]
    [InlineData("exit 0; # well\n", Ours + "exit 0; # well\n")]
    [InlineData("if foo; then\n  exit 0\nfi\n", "if foo; then\n  exit 0\nfi\n" + Ours)]
    [InlineData("exit_early\n", "exit_early\n" + Ours)]
    [InlineData("exit 0 && foo\n", Ours + "exit 0 && foo\n")]
    [InlineData("foo\nexit $rc\n", "foo\n" + Ours + "exit $rc\n")]
    [InlineData("foo\nexit \"$?\"", "foo\n" + Ours + "exit \"$?\"")]
    [InlineData("foo\nexec /data/bar --now\n# the end\n", "foo\n" + Ours + "exec /data/bar --now\n# the end\n")]
    [InlineData("foo\nexec 2>&1 /data/bar\n", "foo\n" + Ours + "exec 2>&1 /data/bar\n")]
    [InlineData("foo\nexec /data/bar \\\n  --now\n", "foo\n" + Ours + "exec /data/bar \\\n  --now\n")]
    [InlineData("exec >/tmp/log 2> /tmp/errors # both\n", "exec >/tmp/log 2> /tmp/errors # both\n" + Ours)]
    [InlineData("foo && \\\nexit 0\n", "foo && \\\nexit 0\n" + Ours)]
    [InlineData("", Ours)]
    [InlineData(StartHookText.Empty, StartHookText.Empty + Ours)]
    public void Our_lines_go_to_the_end_but_before_what_ends_it(string text, string added) => Assert.Equal(added, StartHookText.Add(text));

    [Fact]
    public void Lines_of_another_version_are_replaced_where_they_are_known_to_be_ours()
    {
        const string old = "foo\n# BtBattery begin\n/data/apps/btbattery/elsewhere.sh\nmore\n# BtBattery end\nbar\n";
        Assert.False(StartHookText.IsIn(old));
        Assert.Equal("foo\nbar\n" + Ours, StartHookText.Add(old));
        Assert.Equal("foo\nbar\n", StartHookText.Remove(old));
    }

    [Fact]
    public void Lines_whose_end_somebody_took_away_take_nothing_else_with_them()
    {
        Assert.Equal("foo\nbar\n", StartHookText.Remove("foo\n" + Ours.Replace("# BtBattery end\n", "", StringComparison.Ordinal) + "bar\n"));
        Assert.Equal("foo\nbar\n", StartHookText.Remove("foo\n# BtBattery begin\nbar\n"));
        Assert.Equal("foo\nbar\n", StartHookText.Remove("foo\n# BtBattery begin\n" + Ours + "bar\n"));
        Assert.Equal("foo\nbar\n", StartHookText.Remove(Ours + "foo\n" + Ours + "bar\n"));
    }

    [Theory]
    [InlineData("#!/bin/bash\n# nothing\n\nexit 0\n", false)]
    [InlineData("#!/bin/bash\n" + Ours, false)]
    [InlineData("", false)]
    [InlineData("#!/bin/bash\n" + Ours + "foo\n", true)]
    [InlineData("  foo", true)]
    [InlineData("exec foo\n", true)]
    public void Lines_of_others_are_those_that_do_something(string text, bool has) => Assert.Equal(has, StartHookText.HasLinesOfOthers(text));

    private static void Hold(Action<string> law) => Prop.ForAll(s_scripts.ToArbitrary(), law).Check(s_config);
}
