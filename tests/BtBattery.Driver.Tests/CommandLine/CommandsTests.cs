using System.CommandLine;
using BtBattery.Driver.CommandLine;

namespace BtBattery.Driver.Tests.CommandLine;

public sealed class CommandsTests
{
    [Fact]
    public void Each_command_is_made_alone_by_the_name_that_it_has_among_all()
    {
        string[] all = [.. Made("--help")];
        Assert.Contains(Commands.Run, all);
        Assert.All(all, name =>
        {
            Assert.True(Commands.Has(name));
            Assert.Equal([name], Made(name));
        });
    }

    private static IEnumerable<string> Made(string name)
    {
        var root = new RootCommand();
        Commands.AddTo(root, name);
        return root.Subcommands.Select(command => command.Name);
    }
}
