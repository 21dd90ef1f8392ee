using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Options;

public sealed class KnownBatteriesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-known-").FullName;
    private readonly BatteryAddress _address;

    public KnownBatteriesTests() => Assert.True(BatteryAddress.TryParse("A4:C1:38:00:00:01", out _address));

    private string File => Path.Combine(_folder, KnownBatteries.FileName);

    [Fact]
    public void What_is_remembered_is_there_after_a_restart()
    {
        Assert.Null(new KnownBatteries(File).TypeOf(_address));
        Assert.Null(new KnownBatteries(File).Remember(_address, "jbd"));
        Assert.Equal("jbd", new KnownBatteries(File).TypeOf(_address));
        Assert.Null(new KnownBatteries(File).Remember(_address, null));
        Assert.Null(new KnownBatteries(File).TypeOf(_address));
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Two_drivers_may_keep_theirs_in_one_file()
    {
        Assert.True(BatteryAddress.TryParse("A4:C1:38:00:00:02", out BatteryAddress other));
        var first = new KnownBatteries(File);
        var second = new KnownBatteries(File);
        first.Remember(_address, "jbd");
        second.Remember(other, "daly-d2");

        Assert.Equal("jbd", new KnownBatteries(File).TypeOf(_address));
        Assert.Equal("daly-d2", new KnownBatteries(File).TypeOf(other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"A4:C1:38:00:00:01\": 7}")]
    [InlineData("{\"A4:C1:38:00:00:01\": \"jb")]
    public void A_damaged_file_is_as_good_as_none(string text)
    {
        System.IO.File.WriteAllText(File, text);
        var known = new KnownBatteries(File);
        Assert.Null(known.TypeOf(_address));
        Assert.Null(known.Remember(_address, "jbd"));
        Assert.Equal("jbd", new KnownBatteries(File).TypeOf(_address));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_told_and_tolerated()
    {
        var known = new KnownBatteries(Path.Combine(_folder, "nowhere", "known.json"));
        Assert.NotNull(known.Remember(_address, "jbd"));
        Assert.Equal("jbd", known.TypeOf(_address));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
