using System.Globalization;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>
/// Commands of a machine as its scripts find them first: each call is noted, and the one at a given place is where the power fails, for the script and for everything that it has started.
/// The machine's files are in the folder <c>root</c> below the given one.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class NotedCommands
{
    private readonly string _folder;

    /// <param name="folder">Where the calls are noted, and what steers the commands is.</param>
    /// <param name="commands">Those that are noted.</param>
    public NotedCommands(string folder, IEnumerable<string> commands)
    {
        _folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, "commands"));
        foreach (string command in commands)
        {
            Make(command);
        }
    }

    /// <summary>What was called, in order, with the last part of each argument's path.</summary>
    public IReadOnlyList<string> Calls => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    private string Log => Path.Combine(_folder, "calls");

    /// <summary>Runs a script as a GX device does, with BusyBox, in a process group of its own.</summary>
    /// <param name="arguments">The script and its arguments.</param>
    /// <param name="environment">More than what the commands need.</param>
    /// <param name="diesAt">The call at which the power fails, from 1; 0 for never.</param>
    /// <param name="how"><c>before</c> the call, or <c>half</c> way through writing; <c>fails</c> if only that call is in vain.</param>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, int diesAt = 0, string how = "before")
    {
        await using ChildProcess process = Start(arguments, environment, diesAt, how);
        return (await process.WaitForExitAsync(), process.Output, process.Errors);
    }

    /// <summary>The same, and does not wait for its end.</summary>
    public ChildProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, int diesAt = 0, string how = "before")
    {
        File.Delete(Log);
        return ChildProcess.Start("busybox", ["sh", .. arguments], new Dictionary<string, string?>(environment)
        {
            ["PATH"] = Path.Combine(_folder, "commands") + ":/usr/bin:/bin",
            ["GX_STATE"] = _folder,
            ["GX_DIES_AT"] = diesAt.ToString(CultureInfo.InvariantCulture),
            ["GX_HOW"] = how,
            ["TMPDIR"] = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName,
        }, leadsGroup: true);
    }

    /// <summary>A command that is the test's own, and not noted.</summary>
    /// <param name="name">What scripts call it.</param>
    /// <param name="text">What sh does then.</param>
    public void Put(string name, string text)
    {
        string path = Path.Combine(_folder, "commands", name);
        File.WriteAllText(path, $"#!/bin/sh\nPATH=/usr/bin:/bin\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Make(string command) => Put(
        command,
        $$"""
        line={{command}}
        for argument; do line="$line ${argument##*/}"; done
        echo "$line" >>"$GX_STATE/calls"
        act() {
            case {{command}} in
                svc | sync) ;;
                svstat) echo "$1: up (pid 1) 9 seconds" ;;
                sleep)
                    # Time passes only where a test wants it to, and then at once. Elsewhere whoever waits in a loop does not take the processor from the others.
                    [ -e "$GX_STATE/time-passes" ] || { sleep 0.05; return 0; }
                    read -r up idle <"$GX_STATE/root/proc/uptime"
                    echo "$((${up%%.*} + $1)).00 ${idle}" >"$GX_STATE/root/proc/uptime.$$"
                    mv "$GX_STATE/root/proc/uptime.$$" "$GX_STATE/root/proc/uptime" ;;
                dbus) echo "$GX_RUNNING" ;;
                df) echo; echo "/dev/data 100000 1 $GX_FREE 1% /data" ;;
                mount)
                    [ ! -e "$GX_STATE/read-only-for-good" ] || return 1
                    case $* in
                        *rw*) rm -f "$GX_STATE/read-only" ;;
                        *) [ ! -e "$GX_STATE/busy-for-good" ] && ! rm "$GX_STATE/busy" 2>/dev/null && : >"$GX_STATE/read-only" ;;
                    esac ;;
                touch) [ ! -e "$GX_STATE/read-only" ] && [ ! -e "$GX_STATE/read-only-for-good" ] && touch "$@" ;;
                *) {{command}} "$@" ;;
            esac
        }
        if [ "$(wc -l <"$GX_STATE/calls")" = "$GX_DIES_AT" ]; then
            [ "$GX_HOW" != fails ] || exit 1
            case $GX_HOW-{{command}} in
                half-cat) head -c 40 "$1" ;;
                half-cp)
                    for argument; do source=${target:-$1} target=$argument; done
                    head -c "${GX_TORN:-0}" "$source" >"$target" ;;
            esac
            kill -9 0
        fi
        act "$@"
        """);
}
