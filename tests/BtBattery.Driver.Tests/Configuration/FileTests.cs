using System.Text;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Configuration.Reading;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>Files that are not there, or not what they should be; and every way a text may be stored.</summary>
public sealed class FileTests
{
    [Fact]
    public void A_file_that_was_named_must_be_there()
    {
        var setup = new Setup();
        setup.Request = setup.Request with { ConfigFile = "boat.ini", Batteries = [Setup.First + ":a.ini"] };
        Assert.Equal(
            ["error: /home/owner/boat.ini: There is no such file. Create it, or name another one.", "error: /home/owner/a.ini: There is no such file. Create it, or name another one."],
            setup.Load().Findings.Select(finding => finding.ToString()));
        Assert.All(setup.Load().Findings, finding => Assert.Equal(FindingCodes.MissingFile, finding.Code));
    }

    [Fact]
    public void The_file_that_was_named_is_read_instead_of_the_one_beside_the_program()
    {
        var setup = new Setup();
        setup.Files[Setup.Owners] = "[DEFAULT]\nPIN = 1\n";
        setup.Files["/home/owner/boat.ini"] = "[DEFAULT]\nPIN = 2\n";
        setup.Request = setup.Request with { ConfigFile = "boat.ini" };
        Assert.Equal("2", setup.Load().Batteries[0].ToBatterySettings().Pin);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told()
    {
        var setup = new Setup();
        setup.Files.Forbid(Setup.Owners);
        Finding finding = Assert.Single(setup.Load().Findings);
        Assert.Equal(
            (FindingCodes.UnreadableFile, $"error: {Setup.Owners}: The file cannot be read: permission denied. Look at its owner and rights."), (finding.Code, finding.ToString()));
    }

    [Fact]
    public void A_huge_file_is_told_and_not_read()
    {
        var setup = new Setup();
        setup.Files[Setup.Owners] = new string('\n', IniScanner.MostBytes) + "FOO";
        Finding finding = Assert.Single(setup.Load().Findings);
        Assert.Equal((FindingCodes.HugeFile, $"error: {Setup.Owners}: The file is larger than 1 MiB, which is no configuration. Name the right file."), (finding.Code, finding.ToString()));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'[', 0 }, null, "The file is UTF-16 text. Save it as UTF-8.")]
    [InlineData(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 1 }, null, "The file is not a text. Name the right file.")]
    [InlineData(
        new byte[] { (byte)'[', (byte)'B', (byte)'A', (byte)'N', (byte)'K', (byte)']', 10, (byte)'A', (byte)'=', 0xE4 },
        2,
        "The line has letters that are not UTF-8. Save the file as UTF-8, or write them anew.")]
    public void What_is_not_UTF8_is_told(byte[] bytes, int? line, string message)
    {
        var setup = new Setup();
        setup.Files.Put(Setup.Owners, bytes);
        Finding finding = Assert.Single(setup.Load().Findings);
        Assert.Equal((FindingCodes.BadEncoding, line, message), (finding.Code, finding.Line, finding.Message));
    }

    [Fact]
    public void In_a_remark_any_letters_do()
    {
        var setup = new Setup();
        setup.Files.Put(Setup.Owners, Encoding.Latin1.GetBytes("; Größe\n # größer\n[DEFAULT]\nPIN = 1\n"));
        Assert.Empty(setup.Load().Findings);
        Assert.Equal("1", setup.Load().Batteries[0].ToBatterySettings().Pin);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_may_end_as_on_any_system(string end)
    {
        var setup = new Setup();
        setup.Files[Setup.Owners] = $"\uFEFF[DEFAULT]{end}{end}  ; mine{end}\tNAME =  Größe = 1 ; x{end}FOO = 1";
        DriverConfiguration configuration = setup.Load();
        Assert.Equal([4, 5], configuration.Findings.Select(finding => finding.Line));
        Assert.Equal("Größe = 1", configuration.Batteries[0].Name);
    }

    [Fact]
    public void Many_wrong_lines_are_told_in_a_few()
    {
        IReadOnlyList<Finding> findings = Setup.Load(string.Concat(Enumerable.Repeat("x\n", 1000))).Findings;
        Assert.Equal(51, findings.Count);
        Assert.Contains(findings, finding => finding.Message == "950 more lines are wrong in the same ways.");
    }

    [Fact]
    public void On_the_disk_a_folder_is_no_file_and_nothing_is_nothing()
    {
        var disk = new DiskFiles();
        Assert.Null(disk.Read(Path.Combine(AppContext.BaseDirectory, "no-such.ini")));
        Assert.Null(disk.Read(Path.Combine(AppContext.BaseDirectory, "no-such-folder", "config.ini")));
        DriverConfiguration configuration = ConfigurationLoader.Load(new ConfigurationRequest { Batteries = [Setup.First], ConfigFile = AppContext.BaseDirectory });
        Assert.Equal(FindingCodes.UnreadableFile, Assert.Single(configuration.Findings).Code);
    }

    [Fact]
    public void On_the_disk_an_endless_file_is_huge() => Assert.Equal(
        FindingCodes.HugeFile,
        Assert.Single(ConfigurationLoader.Load(new ConfigurationRequest { Batteries = [Setup.First], ConfigFile = "/dev/zero" }).Findings).Code);

    /// <summary>Whatever stands in a file, loading it ends with findings that name a line, and no secret is among them.</summary>
    [Fact]
    public void Any_damage_to_a_file_is_told_without_its_secrets()
    {
        const string secret = "S3cr!t";
        string whole = $"""
            [DEFAULT]
            PASSWORD = {secret}
            MAX_CELL_VOLTAGE = 3.4
            CELL_VOLTAGES_WHILE_CHARGING = 3.55, 3.5, 3.45, 3.3
            [BANK]
            TOPOLOGY = ({Setup.First}+{Setup.Second})|{Setup.Third}
            [{Setup.First}]
            NAME = Port
            PASSWORD = {secret}
            """;
        var random = new Random(20260101);
        string letters = "[]=;#,()+|:. \n\rA\u00e4\0";
        for (int i = 0; i < 1000; i++)
        {
            var text = new StringBuilder(whole);
            for (int damage = random.Next(1, 6); damage > 0; damage--)
            {
                int at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)),
                    1 => text.Insert(at, letters[random.Next(letters.Length)]),
                    _ => text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 40), text.Length - at))),
                };
            }

            // A secret in the place of a key or of a section is no secret any more, nor is one that became the value of another key.
            string damaged = text.ToString();
            bool isApart = damaged.Split('\n', '\r').All(line => !line.Contains(secret, StringComparison.Ordinal)
                || (line.Contains("PASSWORD", StringComparison.Ordinal) && !line.Contains("] =", StringComparison.Ordinal)
                    && line.IndexOf('=', StringComparison.Ordinal) is var sign && (sign < 0 || line[..sign].Trim() == "PASSWORD")));
            DriverConfiguration configuration = Setup.Load(damaged, Setup.First, Setup.Second, Setup.Third);
            Assert.All(configuration.Findings, finding => Assert.EndsWith(".", finding.Message, StringComparison.Ordinal));
            Assert.True(!isApart || !configuration.Findings.Any(finding => finding.ToString().Contains(secret, StringComparison.Ordinal)), damaged);
        }
    }

    [Theory]
    [InlineData("PASSWORD = S3cr!t1")]
    [InlineData("PASSWORD = \"S3cr!t\"")]
    [InlineData("PASSWORD S3cr!t")]
    [InlineData("PASSWORD: S3cr!t")]
    [InlineData("PASSWORT = S3cr!t")]
    [InlineData("PASSWORD S3cr!t = yes")]
    [InlineData("PASSWORD = S3cr!t ; of the port one")]
    [InlineData("PASSWORD = S3cr!t\nPASSWORD = S3cr!t")]
    [InlineData("PIN = S3cr!t")]
    [InlineData("[DEFAULT] PASSWORD = S3cr!t")]
    [InlineData("[PASSWORD = S3cr!t")]
    public void A_secret_is_never_shown_however_it_was_mistyped(string line)
    {
        var output = new StringWriter();
        DriverConfiguration configuration = Setup.Load("[DEFAULT]\n" + line);
        BtBattery.Driver.Configuration.Documents.ConfigurationReport.Write(configuration, "", output);
        using var json = new MemoryStream();
        BtBattery.Driver.Configuration.Documents.ConfigurationJson.Write(configuration, "", json);
        Assert.NotEmpty(configuration.Findings);
        Assert.DoesNotContain("S3cr", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("S3cr", Encoding.UTF8.GetString(json.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_secret_is_shown_as_set()
    {
        var output = new StringWriter();
        BtBattery.Driver.Configuration.Documents.ConfigurationReport.Write(Setup.Load("[DEFAULT]\nPASSWORD = S3cr!t\n"), "", output);
        Assert.DoesNotContain("S3cr", output.ToString(), StringComparison.Ordinal);
        Assert.Matches($@"  {BatteryKeys.Password} +set +{Setup.Owners}:2\n", output.ToString());
        Assert.Matches($@"  {BatteryKeys.Pin} +\(nothing\) +default\n", output.ToString());
    }
}
