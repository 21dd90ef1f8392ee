using BtBattery.Driver.Installing;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>
/// The power fails before every step in turn, in the middle of writing too, and nothing is done any more. What the device then is at its next start works or is as before; the same command
/// given again brings it where it would have come to; and an uninstallation afterwards leaves no difference.
/// </summary>
public sealed class PowerCutTests
{
    private const string Hook = "#!/bin/bash\n/data/SetupHelper/reinstallMods\nexit 0";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Install(bool hasHook) => CutEverywhere(
        story =>
        {
            if (hasHook)
            {
                story.Gx.Write("data/rc.local", Hook, (UnixFileMode)0b111_000_000);
            }
        },
        story => story.Install(),
        cutsWithinVersion: !hasHook);

    [Fact]
    public void Install_where_our_lines_go_to_a_disabled_hook() => CutEverywhere(
        story => story.Gx.Write("data/rc.local.disabled", Hook, Disk.Executable), story => story.Install(), cutsWithinVersion: false);

    [Fact]
    public void Install_again_to_repair() => CutEverywhere(
        story =>
        {
            story.Install();
            File.Delete(story.Gx.At("data/apps/btbattery/boot.sh"));
            File.Delete(story.Gx.At("data/apps/btbattery/btbattery"));
            File.Delete(story.Gx.At("data/rc.local"));
        },
        story => story.Install());

    [Fact]
    public void Install_from_the_archive_of_another_version() => CutEverywhere(
        story => story.Install(), story => story.Install("2.0.0"), cutsWithinVersion: false);

    [Fact]
    public void Update() => CutEverywhere(story => story.Install(), story => story.Update("2.0.0"));

    [Fact]
    public void Update_with_a_version_to_go_back_to() => CutEverywhere(
        story =>
        {
            story.Install();
            story.Update("2.0.0");
        },
        story => story.Update("3.0.0"));

    [Fact]
    public void Rollback() => CutEverywhere(
        story =>
        {
            story.Install();
            story.Update("2.0.0");
        },
        story => story.RollBack(),
        isDone: story => new Slots(story.Places, new Disk()) is { Current.Version: "1.0.0", Previous.Version: "2.0.0" });

    /// <summary>What takes a version back that does not work goes only after that version.</summary>
    [Fact]
    public void Rollback_never_leaves_a_version_on_trial_without_its_trial()
    {
        int step = 1;
        bool isDone = false;
        for (; !isDone; step++)
        {
            using var story = new InstallStory();
            story.Install();
            story.Programs.TrialGoesOn = true;
            Assert.Throws<RefusalException>(() => story.Update("2.0.0"));
            story.SwitchOn(failsBefore: step);
            try
            {
                story.RollBack();
                isDone = true;
            }
            catch (PowerFailedException)
            {
                // As meant.
            }

            string? current = new Slots(story.Places, new Disk()).Current?.Version;
            Assert.True(current == "1.0.0" || Trial.Current(story.Places)?.Version == current, $"version {current} has no trial, {story.Power.Steps[^1]}");
        }

        Assert.True(step > 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Uninstall(bool isPurge) => CutEverywhere(
        story =>
        {
            story.Gx.Write("data/rc.local", Hook, (UnixFileMode)0b111_000_000);
            story.Install();
            story.Update("2.0.0");
            story.Gx.Write("var/log/btbattery/current", "lines");
            story.Programs.Scan();
        },
        story => story.Uninstall(isPurge));

    /// <summary>Whatever gets its name has its content on the disk by then, and its name is on the disk before anything else is done: some file systems lose either otherwise.</summary>
    [Fact]
    public void Nothing_gets_its_name_before_it_is_on_the_disk()
    {
        using var story = new InstallStory();
        story.Install();
        story.Update("2.0.0");
        story.RollBack();
        story.Uninstall();
        string[] steps = [.. story.Power.Steps];
        Assert.Contains(steps, step => step.StartsWith("Rename", StringComparison.Ordinal));
        for (int i = 0; i < steps.Length; i++)
        {
            (string act, string path) = steps[i].Split(' ', 2) is [var first, var second] ? (first, second) : (steps[i], "");
            if (act == "CreateFile")
            {
                int named = Array.FindIndex(steps, i, step => step == $"Rename {path[..^Disk.Unfinished.Length]}");
                Assert.Contains($"SyncFile {path}", steps[i..named]);
            }

            if (act is "Rename" or "MakeFolder")
            {
                Assert.Equal($"SyncFolder {Path.GetDirectoryName(path)}", steps[i + 1]);
            }
        }
    }

    /// <param name="prepare">What is there before.</param>
    /// <param name="act">The command.</param>
    /// <param name="isDone">True if the command must not be given again, since it would undo itself.</param>
    /// <param name="cutsWithinVersion">False where a version is put together as in another of these tests, step for step.</param>
    private static void CutEverywhere(Action<InstallStory> prepare, Action<InstallStory> act, Func<InstallStory, bool>? isDone = null, bool cutsWithinVersion = true)
    {
        IReadOnlyDictionary<string, string> virgin;
        IReadOnlyDictionary<string, string> expected;
        string[] steps;
        using (var story = new InstallStory())
        {
            prepare(story);
            story.SwitchOn();
            act(story);
            steps = [.. story.Power.Steps];
            story.Boot();
            expected = story.Gx.Everything;
            story.SwitchOn();
            story.Uninstall();
            virgin = story.Gx.Everything;
        }

        int[] cuts = [.. Enumerable.Range(1, steps.Length).Where(step => cutsWithinVersion || !steps[step - 1].Contains(".new/", StringComparison.Ordinal))];
        foreach (int step in cuts)
        {
            using InstallStory story = CutBefore(step, out string last);
            AssertBoots(story, last);

            story.SwitchOn();
            if (isDone?.Invoke(story) != true)
            {
                act(story);
            }

            story.Boot();
            AssertSame(expected, story.Gx.Everything, $"done again after {last}");
            story.SwitchOn();
            story.Uninstall();
            AssertSame(virgin, story.Gx.Everything, $"uninstalled after {last}");
        }

        // Gone as well where the command was not given again.
        foreach (int step in cuts)
        {
            using InstallStory story = CutBefore(step, out string last);
            story.Boot();
            story.SwitchOn();
            story.Uninstall();
            AssertSame(virgin, story.Gx.Everything, $"uninstalled at once after {last}");
        }

        InstallStory CutBefore(int step, out string last)
        {
            var story = new InstallStory();
            prepare(story);
            story.SwitchOn(failsBefore: step);
            Assert.Throws<PowerFailedException>(() => act(story));
            last = $"step {step} of {steps.Length}: {story.Power.Steps[^1]}";
            return story;
        }
    }

    /// <summary>What the start hook calls, if it calls us, is all there; and what others have is untouched.</summary>
    private static void AssertBoots(InstallStory story, string when)
    {
        story.Boot();
        if (Directory.Exists(story.Gx.At("service/btbattery")) || new FileInfo(story.Places.ServiceLink).LinkTarget is not null)
        {
            foreach (string file in (string[])["boot.sh", "trial.sh", "service/run", "service/log/run"])
            {
                string launcher = story.Gx.At("data/apps/btbattery/" + file);
                Assert.True(File.Exists(launcher), $"{file} is missing, {when}");
                Assert.Matches($"^{file} of [123].0.0\n$", File.ReadAllText(launcher));
            }

            Slot? current = new Slots(story.Places, new Disk()).Current;
            Assert.True(current is not null, $"nothing to start, {when}");
            Assert.True(UnpackedVersion.Find(current.Folder)?.FindFault() is null, $"the version is not whole, {when}");
            Assert.Equal(InstallStory.Configuration, story.Gx.Read("data/apps/btbattery/config/config.ini"));
        }

        string? hook = (string?)((string[])["data/rc.local", "data/rc.local.disabled"]).FirstOrDefault(file => story.Gx.Everything.ContainsKey(file));
        string lines = hook is null ? "" : StartHookText.Remove(story.Gx.Read(hook));
        Assert.Contains(lines, (string[])["", StartHookText.Empty, Hook]);
        Assert.Equal("stock", story.Gx.Read("opt/victronenergy/gui/qml/PageBattery.qml"));
    }

    private static void AssertSame(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual, string when)
    {
        string[] differences =
        [
            .. expected.Keys.Except(actual.Keys).Select(key => $"{key} is missing"),
            .. actual.Keys.Except(expected.Keys).Select(key => $"{key} is left: {actual[key]}"),
            .. expected.Where(file => actual.TryGetValue(file.Key, out string? other) && other != file.Value).Select(file => $"{file.Key}: {file.Value} became {actual[file.Key]}"),
        ];
        Assert.True(differences.Length == 0, $"{when}:\n{string.Join('\n', differences)}");
    }
}
