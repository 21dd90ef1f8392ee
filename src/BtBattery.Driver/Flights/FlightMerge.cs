using System.Text;

namespace BtBattery.Driver.Flights;

/// <summary>Puts the recordings of several batteries into one file, where each has pseudonyms of its own.</summary>
internal static class FlightMerge
{
    /// <summary>One file with all of them, in the order given; the first battery becomes number 1.</summary>
    /// <param name="recordings">What <see cref="FlightRecorder.Save"/> returned for each battery.</param>
    public static byte[] Merge(IReadOnlyList<byte[]> recordings)
    {
        var merged = new StringBuilder();
        int others = 0;
        for (int i = 0; i < recordings.Count; i++)
        {
            string text = Encoding.UTF8.GetString(recordings[i]);
            int own = Pseudonyms.CountOthers(text);
            Pseudonyms names = Pseudonyms.Renumbering(battery: i + 1, own, others);
            others += own;

            // The first line says what kind of file this is; once is enough.
            int start = i == 0 ? 0 : text.IndexOf('\n', StringComparison.Ordinal) + 1;
            merged.Append(names.Replace(text[start..]));
        }

        return Encoding.UTF8.GetBytes(merged.ToString());
    }
}
