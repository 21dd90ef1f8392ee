using BtBattery.Driver.Configuration;

namespace BtBattery.Driver.CommandLine;

/// <summary>Says on standard error what is wrong and what to do.</summary>
internal static class Complaint
{
    /// <summary>Writes one plain sentence.</summary>
    public static void Write(string sentence) => Console.Error.WriteLine($"btbattery: {sentence}");

    /// <summary>Writes what is wrong or odd about the configuration, with its place.</summary>
    public static void WriteFinding(Finding finding) => Console.Error.WriteLine($"btbattery: {finding}");
}
