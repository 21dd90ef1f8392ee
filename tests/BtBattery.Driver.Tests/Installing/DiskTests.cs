using BtBattery.Driver.Installing;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>What is written beside others who may write there too.</summary>
public sealed class DiskTests : IDisposable
{
    private const UnixFileMode OwnersAndGroups = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-disk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [RootFact]
    public void A_file_that_is_replaced_keeps_owner_group_and_mode()
    {
        string file = At("config.ini");
        File.WriteAllText(file, "old");
        File.SetUnixFileMode(file, OwnersAndGroups);
        using (FileStream stream = File.OpenRead(file))
        {
            Posix.SetOwner(stream.SafeFileHandle, file, (1001, 1234));
        }

        new Disk().Write(file, "new");
        Assert.Equal(("new", OwnersAndGroups, (1001u, 1234u)), (File.ReadAllText(file), File.GetUnixFileMode(file), Posix.OwnerOf(file)));
    }

    [Fact]
    public void Whose_a_file_is_that_is_not_there_is_not_known() => Assert.Null(Posix.OwnerOf(At("nothing")));

    [Fact]
    public void Nobody_reads_what_is_not_whole()
    {
        UnixFileMode? meanwhile = null;
        new Disk(step => meanwhile = step.Act == DiskAct.WriteRest ? File.GetUnixFileMode(step.Path) : meanwhile).Write(At("config.ini"), "PASSWORD", OwnersAndGroups);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, meanwhile);
        Assert.Equal(OwnersAndGroups, File.GetUnixFileMode(At("config.ini")));
    }

    [Fact]
    public void Nothing_is_written_to_where_a_link_leads_that_comes_in_between()
    {
        File.WriteAllText(At("theirs"), "theirs");
        var disk = new Disk(step =>
        {
            if (step.Act == DiskAct.CreateFile)
            {
                File.CreateSymbolicLink(step.Path, At("theirs"));
            }
        });
        Assert.ThrowsAny<IOException>(() => disk.Write(At("ours"), "ours"));
        Assert.Equal("theirs", File.ReadAllText(At("theirs")));
    }

    [Fact]
    public void A_link_that_takes_the_place_of_another_is_no_service_before()
    {
        List<string> made = [];
        File.CreateSymbolicLink(At("btbattery"), "elsewhere");
        new Disk(step => made.AddRange(step.Act == DiskAct.MakeLink ? [Path.GetFileName(step.Path)] : [])).Link(At("btbattery"), "here");
        Assert.Equal([".btbattery.btbattery.new"], made);
        Assert.Equal(("here", 1), (new FileInfo(At("btbattery")).LinkTarget, Directory.GetFileSystemEntries(_folder).Length));
    }

    [Fact]
    public void An_empty_folder_that_a_link_leads_to_is_not_ours_to_delete()
    {
        Directory.CreateDirectory(At("theirs"));
        File.CreateSymbolicLink(At("link"), At("theirs"));
        Assert.False(new Disk().DeleteEmptyFolder(At("link")));
        Assert.True(Disk.IsThere(At("link")));
    }

    private string At(string name) => Path.Join(_folder, name);
}
