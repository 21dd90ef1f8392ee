using System.Globalization;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>The document <c>docs/dbus-paths.md</c>: every path there is. Printed from <see cref="SurfaceTable"/>.</summary>
public static class SurfaceDocument
{
    private const string Introduction =
        """
        # What is published

        *This page is printed by the program: `btbattery check-config --print-paths`. Its source is the table in
        `src/BtBattery.Driver/Publish/Surfaces/SurfaceTable.cs`, from which the driver itself publishes.*

        Service: `com.victronenergy.battery.btbattery_<address in lower case without colons>`, of a bank of several batteries
        `com.victronenergy.battery.btbattery_bank_<8 digits>`; the digits come from the addresses, in whatever order they stand. Interface
        `com.victronenergy.BusItem`. Every path exists before the name is requested and stays for the life of the process. "No value" is an empty array (`ai`), text `---`.

        * **type**: `d` number, `i` integer, `s` text; it never changes. **W**: clients may write it; nothing else can be written.
        * **text**: resolution of the value and form of its text, which has a point whatever the locale.
        * **where**: `A` in the service of a battery alone, `B` at the root of a bank of several batteries, `M` of each battery of a bank, below `/Batteries/<k>` in the bank's
          service: `/Batteries/2/Dc/0/Voltage` is that of the second battery of the configuration. `<k>` is a number of a battery and `<n>` that of a cell where nothing else is
          said.
        * With `MEMBER_SERVICES = True` each battery of a bank is a service of its own as well, `com.victronenergy.battery.btbattery_<address>`, with its own connection and its own
          number. It has the paths of a battery alone, but for limits, charge and history: `/Info/MaxChargeVoltage` is absent there, so that nobody takes it for a BMS.
        * **deadline**: *30 s* means that the value turns invalid when its frame is older than `DATA_TIMEOUT`; *turn* that it is decided anew from what is fresh, each time
          something arrives or gets too old, and what becomes of it when a battery is silent is in [loss-policy.md](loss-policy.md); *–* that it does not age.
        * **sent**: the difference from what was sent last from which on a signal is sent; nothing there means every change. *now*: a change is not held back for a
          moment; *falls now*: a lower value is not. *calm*: it follows noise, and is sent when a difference lasts.
          *along*: it goes with what is sent for another reason.

        Of a bank, voltage and current are as the batteries are wired, SoC and capacity as [charging.md](charging.md) and [energy.md](energy.md) say, the lowest and highest are
        those of all cells and sensors. While a battery of a string is not heard, the string has no voltage, SoC or extremes; in parallel the others go on.

        ## When it is sent

        Whoever asks is answered with the present value. Signals tell of changes, in `ItemsChanged` from `/`, and nothing is sent when nothing changed:

        * There is at most one signal a second, with all that changed by as much as the table says. A reading that differs by less and goes on doing so for 30 s is sent too, so that
          what a client knows from signals is never further from the present reading for longer than that. Noise that comes and goes is not sent at all.
        * Alarms, `/Connected`, `/Io/…`, where the link stands, what was written, limits that fall, and every value that turns valid or invalid are sent in the moment they change, whatever was sent before.
          A value that is too old is invalid with every client at its deadline, not a second later.
        * What can wait has 4000 bytes a second, and 8000 in one signal. Where that is not enough, as for four batteries of sixteen cells that all change at every poll, a signal goes with
          each round of answers, or 2.5 s after the one before where none comes. All else goes before single cells, and of those the one first that has waited longest: each is sent every few
          seconds then. The highest and the lowest cell never wait behind them.

        Whenever a client asks (`GetItems`, `GetValue`, `GetText`), the age of the values is checked once more: even a driver that stood still answers nothing old. When
        the pack voltage gets too old, everything measured turns invalid in the same signal.

        """;

    private const string Links =
        """

        ## Where the link stands

        | /Diagnostics/Link/State | /Mgmt/Connection | when |
        |---|---|---|
        | `connecting` | connecting | no data since the driver started: the first attempt is under way, or the battery was reached and gave none |
        | `never_seen` | not seen yet: phone app open, asleep or out of range? | looked for since the driver started, and never reached |
        | `live` | live | data comes in |
        | `late` | answers are late | connected, but the last data is older than three polls (at least 5 s); still valid |
        | `resting` | no link until the next reading | `CONNECTION = intermittent`: given up on purpose, and no failure |
        | `lost` | lost, trying again; lost for over 10 min, trying again: phone app open, or out of range? | it gave data before, and now there is no link, or the data is older than the deadline. After a minute the likely cause is added, which may also be *reached, but no data; poor reception?* or *another program is connected with it*. What this machine lacks is added: *(Bluetooth adapter is off)* |
        | `asleep` | asleep (presumed; or phone app open?): apply a load or a charger, or press its button | lost for longer than the deadline, and all that is known fits a board that sleeps. A presumption: a battery held by a phone app looks the same |
        | `released` | released; released to a phone app for 12 min more | the link is lent to a tool or to a phone, or the driver ends |
        | `refused` | refused: wrong password | only the owner can help |

        A battery is presumed asleep if it cannot be reached though the radio works, and its last frames showed no current (at most one step of 0.1 A) for a minute
        or longer, with its FETs known, and if it was not heard since. Boards sleep when no current flows: at rest with their FETs on, or to save what is left with their discharge FET off. A load draws
        nothing through a discharge FET that is off, so only a charger or the button is named then. Nothing follows from the presumption but its words.

        """;

    private static readonly (PathScope Scopes, string Letter)[] s_letters =
        [(PathScope.Alone | PathScope.Decided | PathScope.Counted, "A"), (PathScope.Bank, "B"), (PathScope.Member | PathScope.Each, "M")];

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Introduction.ReplaceLineEndings("\n"));
        foreach (SurfaceSection section in SurfaceTable.Sections)
        {
            writer.Write($"\n## {section.Title}\n\n");
            if (section.Introduction.Length > 0)
            {
                writer.Write(section.Introduction + "\n\n");
            }

            writer.Write("| path | type | text | sent | deadline | where | meaning |\n|---|---|---|---|---|---|---|\n");
            foreach (SurfacePath path in section.Paths)
            {
                writer.Write($"| {Escape(path.Pattern)} | {Type(path)} | {Text(path.Form)} | {Sent(path)} | {Deadline(path.Freshness)} | {Where(path.Scope)} | {path.Meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }
        }

        writer.Write(Links.ReplaceLineEndings("\n"));
    }

    private static string Escape(string pattern) => pattern.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Type(SurfacePath path) => path.Form.Kind switch
    {
        ItemKind.Integer => "i",
        ItemKind.Number => "d",
        _ => "s",
    } + (path.IsWritable ? ", W" : "");

    private static string Text(ValueForm form) => form switch
    {
        { Kind: ItemKind.Number } => $"`{Step(form)}{form.Unit}`",
        { Format: "0x" } => "`0x0`",
        { Names: { } names } => string.Join(", ", names.Select((name, number) => string.Create(CultureInfo.InvariantCulture, $"{number} `{name}`"))),
        _ => "",
    };

    private static string Step(ValueForm form) => Math.Pow(10, -form.Decimals).ToString("F" + form.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Sent(SurfacePath path) => path switch
    {
        { IsAtOnce: true } => "now",
        { IsCalm: true } => "calm",
        { IsAlong: true } => "along",
        { DeadBand: 0 } => "",
        _ => path.DeadBand.ToString(CultureInfo.InvariantCulture) + (path.FallsAtOnce ? ", falls now" : ""),
    };

    private static string Deadline(Freshness freshness) => freshness switch
    {
        Freshness.Reading => "30 s",
        Freshness.Decision => "turn",
        Freshness.Heard => "10 min",
        _ => "–",
    };

    private static string Where(PathScope scope) => string.Join(' ', s_letters.Where(letter => (scope & letter.Scopes) != 0).Select(letter => letter.Letter));
}
