using System.Text;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Installing.Banks;
using BtBattery.Driver.Options;
using BtBattery.Driver.Tests.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Driver.Tests.Installing.Banks;

/// <summary>A bank in the words of its file.</summary>
public sealed class BankTextTests
{
    private const string One = "A4:C1:38:00:00:01";
    private const string Two = "A4:C1:38:00:00:02";
    private const string Three = "A4:C1:38:00:00:03";
    private const string Four = "A4:C1:38:00:00:04";
    private const string Nine = "A4:C1:38:00:00:09";

    private const string Mixed = $"""
        ; My boat.
        [DEFAULT]
        MAX_BATTERY_CHARGE_CURRENT = 50

        [BANK]
        Batteries={One},a4:c1:38:00:00:02 ,  {Three}, {Four}
        TOPOLOGY = (A+a4:c1:38:00:00:02) | ({Three} + D)

        # Port, forward.
        [{One}]
        NAME = A

        [a4:c1:38:00:00:02]
        PASSWORD = 123456
        ; the app's

        [{Four}]
        NAME = D
        """;

    [Theory]
    [InlineData("", "What the file says of all batteries holds for it.")]
    [InlineData("[A4:C1:38:00:00:01]\nNAME = A\n", "The section of the former was taken over: look whether password, PIN and currents in it are those of the new one.")]
    [InlineData("[A4:C1:38:00:00:09]\nNAME = B\n", "It has a section of its own, which holds for it.")]
    [InlineData("[A4:C1:38:00:00:01]\nNAME = A\n[A4:C1:38:00:00:09]\nNAME = B\n", "It has a section of its own, which holds for it; that of the former became a remark.")]
    public void Which_section_holds_for_a_battery_in_the_place_of_one_is_told(string sections, string said)
    {
        Assert.True(BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress old) & BatteryAddress.TryParse("A4:C1:38:00:00:09", out BatteryAddress next));
        var bank = new BankText(IniText.Of(System.Text.Encoding.UTF8.GetBytes($"[BANK]\nBATTERIES = {old}\n{sections}")));

        Assert.Equal(said, bank.SayWhatHolds(old, next));
    }

    [Fact]
    public void Replacing_touches_the_address_and_nothing_else()
    {
        string expected = Mixed.Replace("a4:c1:38:00:00:02", Nine, StringComparison.Ordinal);

        Assert.Equal(expected, Text(Bank(Mixed).Replaced(Address(Two), Address(Nine))));
        Assert.Equal(Load(Mixed).Batteries[1].ToBatterySettings(), Load(expected).Batteries[1].ToBatterySettings());
    }

    [Fact]
    public void A_battery_that_has_a_section_of_its_own_keeps_it()
    {
        string text = Text(Bank($"[BANK]\nBATTERIES = {One}, {Two}\n[{Two}]\nPIN = 1\n[{Nine}]\nPIN = 2\n").Replaced(Address(Two), Address(Nine)));

        Assert.Equal($"[BANK]\nBATTERIES = {One}, {Nine}\n; [{Two}]\n; PIN = 1\n[{Nine}]\nPIN = 2\n", text);
    }

    [Theory]
    [InlineData(One, "A", "02|(03+D)")]
    [InlineData(Two, null, "A|(03+D)")]
    [InlineData(Three, null, "(A+02)|D")]
    [InlineData(Four, "d", "(A+02)|03")]
    public void A_battery_that_goes_leaves_the_wiring_of_the_others(string battery, string? name, string topology)
    {
        BankText rest = Bank(Mixed).Removed(Address(battery), name);

        Assert.Equal(topology, rest.Topology!.ToString().Replace("A4:C1:38:00:00:", "", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(3, rest.Batteries.Count);
        Assert.DoesNotContain(Address(battery), rest.Batteries);
        Assert.DoesNotContain(Load(Text(rest)).Findings, finding => finding.Severity == Severity.Error);
        Assert.DoesNotContain(rest.Text.Sections, section => section.Equals(battery, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_last_but_one_leaves_no_wiring_behind()
    {
        BankText rest = Bank($"[DEFAULT]\nBATTERIES = {One}, {Two}\nTOPOLOGY = {One}|{Two}\n").Removed(Address(Two), null);

        Assert.Equal($"[DEFAULT]\nBATTERIES = {One}\nTOPOLOGY = series\n", Text(rest));
    }

    [Fact]
    public void One_more_stands_behind_the_others()
    {
        const string text = $"[BANK]\nBATTERIES = {One},{Two}\nTOPOLOGY = parallel\n";

        Assert.Equal($"[BANK]\nBATTERIES = {One},{Two}, {Three}\nTOPOLOGY = parallel\n", Text(Bank(text).Added(Address(Three), null)));
        Assert.Equal($"[BANK]\nBATTERIES = {One},{Two}, {Three}\nTOPOLOGY = {One}+({Two}|{Three})\n", Text(Bank(text).Added(Address(Three), $"{One}+({Two}|{Three})")));
    }

    /// <summary>Whatever bank: one that is replaced and put back is as it was, and what is in force is the same but for the address.</summary>
    [Fact]
    public void There_and_back_again() => Prop.ForAll(Banks, bank =>
    {
        (string text, BatteryAddress battery) = bank;
        BankText there = Bank(text).Replaced(battery, Address(Nine));

        Assert.Equal(Load(text).Wiring!.ToString().Replace(battery.ToString(), Nine, StringComparison.Ordinal), Load(Text(there)).Wiring!.ToString());
        Assert.Equal(text.ToUpperInvariant(), Text(there.Replaced(Address(Nine), battery)).ToUpperInvariant());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_goes_the_rest_loads() => Prop.ForAll(Banks, bank =>
    {
        (string text, BatteryAddress battery) = bank;
        DriverConfiguration before = Load(text);
        BankText rest = Bank(text).Removed(battery, before.Batteries.Single(one => one.Address == battery).Name);

        Assert.Equal(before.Batteries.Select(one => one.Address).Where(one => one != battery), rest.Batteries);
        if (rest.Batteries.Count > 0)
        {
            DriverConfiguration after = Load(Text(rest));
            Assert.False(after.HasErrors, string.Join('\n', after.Findings));
            Assert.Equal(rest.Batteries.Count, after.Wiring!.Members.Count);
        }
    }).QuickCheckThrowOnFailure();

    /// <summary>Any bank of one to four with any wiring, names and cases of letters; and one of its batteries.</summary>
    private static Arbitrary<(string Text, BatteryAddress Battery)> Banks { get; } = (
        from count in Gen.Choose(1, 4)
        from order in Gen.Shuffle((string[])[One, Two, Three, Four])
        let members = order.Take(count).ToArray()
        from named in Gen.Choose(0, 1).ArrayOf(4)
        from lower in Gen.Choose(0, 1).ArrayOf(4)
        from signs in Gen.Elements("+", "|", " + ", " |").ArrayOf(3)
        from plain in Gen.Elements("", "series", "parallel", "x", "x", "x")
        let called = members.Select((member, i) => named[i] == 1 ? $"Name {member[^1]}" : lower[i] == 1 ? member.ToLowerInvariant() : member).ToArray()
        let wiring = plain == "x" ? string.Concat(called.Select((name, i) => i == 0 ? name : signs[i - 1] + name)) : plain
        from chosen in Gen.Choose(0, count - 1)
        let sections = string.Concat(members.Where((_, i) => named[i] == 1).Select(member => $"\n[{member}]\nNAME = Name {member[^1]}\n; remark\n"))
        let batteries = string.Join(", ", members.Select((member, i) => lower[i] == 1 ? member.ToLowerInvariant() : member))
        select ($"; mine\n[BANK]\nBATTERIES = {batteries}\n{(wiring.Length > 0 ? $"TOPOLOGY = {wiring}\n" : "")}{sections}", Address(members[chosen]))).ToArbitrary();

    private static BankText Bank(string text) => new(IniText.Of(Encoding.UTF8.GetBytes(text)));

    private static string Text(BankText bank) => Encoding.UTF8.GetString(bank.Text.ToBytes());

    private static BatteryAddress Address(string text) => BatteryAddress.TryParse(text, out BatteryAddress address) ? address : throw new ArgumentException(text);

    private static DriverConfiguration Load(string text)
    {
        var setup = new Setup();
        setup.Files[Setup.Owners] = text;
        setup.Request = setup.Request with { Batteries = [] };
        return setup.Load();
    }
}
