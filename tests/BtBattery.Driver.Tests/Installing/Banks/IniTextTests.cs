using System.Text;
using BtBattery.Driver.Configuration.Reading;
using BtBattery.Driver.Installing.Banks;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Driver.Tests.Installing.Banks;

/// <summary>What an owner wrote stays as it is, but for the one line that is meant.</summary>
public sealed class IniTextTests
{
    private static readonly string[] s_pieces =
    [
        "[DEFAULT]", "[BANK]", " [ bank ] ", "[A4:C1:38:00:00:01]", "[a4:c1:38:00:00:02]", "[", "[]", "; a remark = none", "# another", "", "  ", "\t; ü", "NAME = Backbord", "name=x",
        "  BATTERIES =  A4:C1:38:00:00:01 , a4:c1:38:00:00:02", "TOPOLOGY=", "= 5", "no setting", "KEY = a = b ; c", "\u00A0",
    ];

    private static readonly string[] s_ends = ["\n", "\r\n", "\r"];

    /// <summary>Any lines with any ends; the last may have none; now and then bytes that are no text.</summary>
    private static readonly Arbitrary<byte[]> s_files = (
        from mark in Gen.Elements("", "\uFEFF")
        from lines in Gen.ListOf(
            from piece in Gen.Frequency((20, Gen.Elements(s_pieces).Select(Encoding.UTF8.GetBytes)), (1, Gen.Constant<byte[]>([0x3B, 0xFF, 0xE4])), (1, Gen.Constant<byte[]>([0x41, 0x3D, 0xFF])))
            from end in Gen.Elements(s_ends)
            select (byte[])[.. piece, .. Encoding.ASCII.GetBytes(end)])
        from last in Gen.Elements(s_pieces)
        select (byte[])[.. Encoding.UTF8.GetBytes(mark), .. lines.SelectMany(line => line), .. Encoding.UTF8.GetBytes(last)]).ToArbitrary();

    [Fact]
    public void What_is_not_changed_stays_byte_for_byte() =>
        Prop.ForAll(s_files, bytes => Assert.Equal(bytes, IniText.Of(bytes).ToBytes())).QuickCheckThrowOnFailure();

    [Fact]
    public void It_finds_what_the_driver_reads() => Prop.ForAll(s_files, bytes =>
    {
        var text = IniText.Of(bytes);
        foreach (IniSection section in IniScanner.Scan("x", bytes, []).Where(section => section.Name is not null).DistinctBy(section => section.Name!.ToUpperInvariant()))
        {
            Assert.Equal(section.Entries.Select(entry => (entry.Key, entry.Value)), text.Entries(section.Name!));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_that_is_set_is_read_and_nothing_else_changes() => Prop.ForAll(s_files, Gen.Elements("BANK", "DEFAULT", "A4:C1:38:00:00:02", "A4:C1:38:00:00:09").ToArbitrary(), (bytes, section) =>
    {
        IniText before = IniText.Of(bytes);
        IniText after = before.With(section, "BATTERIES", "new value");

        Assert.Equal("new value", after.Get(section, "batteries"));
        IReadOnlyList<IniSection> read = IniScanner.Scan("x", after.ToBytes(), []);
        Assert.Equal("new value", read.First(one => Same(one.Name, section)).Entries.First(entry => entry.Key.Equals("BATTERIES", StringComparison.OrdinalIgnoreCase)).Value);

        // Line by line: one is another now, or one came, or a section came behind what now has an end.
        string[] old = Lines(bytes);
        string[] now = Lines(after.ToBytes());
        Assert.InRange(now.Length - old.Length, 0, 4);
        int first = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        int last = old.Reverse().Zip(now.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(first + last >= old.Length - 1, $"{string.Join('|', old)} became {string.Join('|', now)}");

        Assert.Equal(after.ToBytes(), after.With(section, "BATTERIES", "new value").ToBytes());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_retired_section_is_all_there_as_remarks() => Prop.ForAll(s_files, bytes =>
    {
        IniText before = IniText.Of(bytes);
        IniText after = before.Retired("A4:C1:38:00:00:01");

        Assert.Equal(Lines(bytes).Length, Lines(after.ToBytes()).Length);
        Assert.Equal(before.Has("A4:C1:38:00:00:01") ? 1 : 0, before.Sections.Count() - after.Sections.Count());
        Assert.All(Lines(bytes).Zip(Lines(after.ToBytes())), pair => Assert.Contains(pair.Second, new[] { pair.First, "; " + pair.First }));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_new_key_comes_behind_the_last_one_of_its_section_and_keeps_the_remarks_of_the_next_where_they_are()
    {
        const string text = "[DEFAULT]\r\nLOG_LEVEL = debug\r\n\r\n; The bank.\r\n[BANK]\r\n; None yet.\r\n\r\n; Port\r\n[A4:C1:38:00:00:01]\r\nNAME = Port";

        Assert.Equal(
            "[DEFAULT]\r\nLOG_LEVEL = debug\r\nADAPTER = hci1\r\n\r\n; The bank.\r\n[BANK]\r\nTOPOLOGY = series\r\n; None yet.\r\n\r\n; Port\r\n[A4:C1:38:00:00:01]\r\nNAME = Port\r\nPIN = 1\r\n"
            + "\r\n[A4:C1:38:00:00:02]\r\nNAME = Starboard\r\n",
            Text(IniText.Of(Encoding.UTF8.GetBytes(text))
                .With("default", "ADAPTER", "hci1").With("BANK", "TOPOLOGY", "series").With("a4:c1:38:00:00:01", "PIN", "1").With("A4:C1:38:00:00:02", "NAME", "Starboard")));
    }

    [Fact]
    public void A_value_keeps_what_stands_before_it() =>
        Assert.Equal("[BANK]\n\tbatteries=  1\n", Text(IniText.Of("[BANK]\n\tbatteries=  A, B \n"u8).With("bank", "BATTERIES", "1")));

    [Fact]
    public void The_first_file_is_made_of_nothing() =>
        Assert.Equal("[BANK]\nBATTERIES = A\nTOPOLOGY = series\n", Text(IniText.Of([]).With("BANK", "BATTERIES", "A").With("BANK", "TOPOLOGY", "series")));

    private static bool Same(string? name, string section) => section.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Text(IniText text) => Encoding.UTF8.GetString(text.ToBytes());

    /// <summary>Lines as Latin-1, which loses no byte; without the mark before them.</summary>
    private static string[] Lines(byte[] bytes) => Encoding.Latin1.GetString(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
}
