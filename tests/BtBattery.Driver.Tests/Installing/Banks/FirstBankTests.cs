using System.CommandLine;
using System.Text;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Banks;
using BtBattery.Driver.Installing.Questions;

namespace BtBattery.Driver.Tests.Installing.Banks;

/// <summary>The owner's file that an installation begins with.</summary>
public sealed class FirstBankTests : IDisposable
{
    private const string One = "A4:C1:38:00:00:01";
    private const string Two = "A4:C1:38:00:00:02";

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-bank-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Owners => Path.Combine(_folder, "config.ini");

    [Fact]
    public void One_battery_with_proposals()
    {
        FirstBank bank = Compose("--defaults", "--capacity", "280", One);

        string text = Encoding.UTF8.GetString(bank.Configuration!);
        Assert.StartsWith("; The configuration of btbattery", text, StringComparison.Ordinal);
        Assert.EndsWith(
            $"\n[BANK]\nBATTERIES = {One}\n\n[{One}]\nCHEMISTRY = LFP\nBATTERY_CAPACITY = 280\nMAX_BATTERY_CHARGE_CURRENT = 70\nMAX_BATTERY_DISCHARGE_CURRENT = 90\n", text, StringComparison.Ordinal);
        Assert.Equal([$"{One}: LFP, charged with 70 A and discharged with 90 A at most."], bank.Told);
        Assert.False(File.Exists(Owners));
    }

    [Fact]
    public void Several_are_asked_one_by_one()
    {
        FirstBank bank = Compose(new Terminal(new StringReader("\n100\n\n\n\n\n40\n\n"), TextWriter.Null), "-p", One, Two);

        Assert.EndsWith(
            $"""
            [BANK]
            BATTERIES = {One}, {Two}
            TOPOLOGY = parallel

            [{One}]
            CHEMISTRY = LFP
            BATTERY_CAPACITY = 100
            MAX_BATTERY_CHARGE_CURRENT = 50
            MAX_BATTERY_DISCHARGE_CURRENT = 90

            [{Two}]
            CHEMISTRY = LFP
            BATTERY_CAPACITY = 100
            MAX_BATTERY_CHARGE_CURRENT = 40
            MAX_BATTERY_DISCHARGE_CURRENT = 90

            """,
            Encoding.UTF8.GetString(bank.Configuration!),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name the batteries", "--defaults")]
    [InlineData("How are the batteries wired?", "--defaults", One, Two)]
    [InlineData("say the same thing", "--defaults", "-s", "-p", One, Two)]
    [InlineData("is not a Bluetooth address", "--defaults", "A4:C1:38:00:00")]
    [InlineData("stands there twice", "--defaults", "-s", One, One)]
    [InlineData("nobody can answer", "-s", One, Two)]
    [InlineData("is none of the batteries", "--defaults", "--topology", "X+Y", One, Two)]
    [InlineData("There is no file", "--defaults", One + ":nowhere.ini")]
    public void What_is_missing_or_wrong_is_a_sentence(string part, params string[] arguments)
    {
        RefusalException refusal = Assert.Throws<RefusalException>(() => Compose(arguments));

        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, refusal.ExitCode);
    }

    [Fact]
    public void A_configuration_that_names_batteries_is_kept()
    {
        File.WriteAllText(Owners, $"[BANK]\nBATTERIES = {One}, {Two}\n");

        Assert.Null(Compose().Configuration);
        Assert.Null(Compose(Two, One).Configuration);
        Assert.Null(Compose("-s", One, Two).Configuration);
        Assert.Null(Compose("--topology", $"{One}+{Two}").Configuration);
        Assert.Contains("wired in another way", Assert.Throws<RefusalException>(() => Compose("-p", One, Two)).Message, StringComparison.Ordinal);
        Assert.Contains("is there already", Assert.Throws<RefusalException>(() => Compose("--defaults", One)).Message, StringComparison.Ordinal);
        Assert.Contains("is there already", Assert.Throws<RefusalException>(() => Compose("-p")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_would_not_load_is_refused_with_what_is_wrong()
    {
        File.WriteAllText(Owners, $"[BANK]\nBATTERIES = {One}\nTOPOLOGIE = series\n");

        Assert.Contains("TOPOLOGIE is not a key", Assert.Throws<RefusalException>(() => Compose()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_without_batteries_gets_them_and_keeps_all_else()
    {
        const string mine = "; mine\r\n[DEFAULT]\r\nLOG_LEVEL = warning\r\n";
        File.WriteAllText(Owners, mine);

        string text = Encoding.UTF8.GetString(Compose("--defaults", One).Configuration!);
        Assert.Equal($"{mine}\r\n[BANK]\r\nBATTERIES = {One}\r\n\r\n[{One}]\r\nCHEMISTRY = LFP\r\n", text);
    }

    [Fact]
    public void The_keys_of_a_battery_s_own_file_come_into_its_section()
    {
        File.WriteAllText(Path.Combine(_folder, "port.ini"), "[DEFAULT]\nPIN = 123456\nMAX_BATTERY_CHARGE_CURRENT = 20\n");

        string text = Encoding.UTF8.GetString(Compose("--defaults", "--capacity", "100", "--discharge-current", "30", $"{One}:{_folder}/port.ini").Configuration!);
        Assert.EndsWith(
            $"[{One}]\nPIN = 123456\nMAX_BATTERY_CHARGE_CURRENT = 20\nCHEMISTRY = LFP\nBATTERY_CAPACITY = 100\nMAX_BATTERY_DISCHARGE_CURRENT = 30\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_holds_for_all_batteries_is_not_overridden()
    {
        const string mine = "[DEFAULT]\nCHEMISTRY = LTO\nMAX_BATTERY_CHARGE_CURRENT = 20\nMAX_BATTERY_DISCHARGE_CURRENT = 30\n";
        File.WriteAllText(Owners, mine);

        FirstBank bank = Compose("--defaults", "--capacity", "280", One);

        Assert.Equal($"{mine}\n[BANK]\nBATTERIES = {One}\n\n[{One}]\nBATTERY_CAPACITY = 280\n", Encoding.UTF8.GetString(bank.Configuration!));
        Assert.Equal([$"{One}: LTO, charged with 20 A and discharged with 30 A at most."], bank.Told);
    }

    [Fact]
    public void What_is_not_set_is_told_with_the_most_that_it_comes_to() =>
        Assert.Equal(
            [$"{One}: LFP, charged with half its Ah as A but no more than 70 A, and discharged with as many A as Ah but no more than 90 A."], Compose("--defaults", One).Told);

    [Fact]
    public void The_file_of_one_battery_says_nothing_of_the_currents_of_the_next()
    {
        File.WriteAllText(Path.Combine(_folder, "big.ini"), "BATTERY_CAPACITY = 280\nMAX_BATTERY_CHARGE_CURRENT = 140\nMAX_BATTERY_DISCHARGE_CURRENT = 200\n");

        string text = Encoding.UTF8.GetString(Compose("--defaults", "-p", $"{One}:{_folder}/big.ini", Two).Configuration!);

        Assert.EndsWith($"[{Two}]\nCHEMISTRY = LFP\n", text, StringComparison.Ordinal);
    }

    private FirstBank Compose(params string[] arguments) => Compose(null, arguments);

    private FirstBank Compose(Terminal? terminal, params string[] arguments)
    {
        var options = new FirstBankOptions();
        var command = new Command("install");
        options.AddTo(command);
        return options.Compose(command.Parse(arguments), Owners, terminal);
    }
}
