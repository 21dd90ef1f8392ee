namespace BtBattery.Driver.CommandLine;

/// <summary>The version this program was built as.</summary>
internal static class ProgramVersion
{
    /// <summary>Three numbers, such as <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetName().Version!.ToString(3);
}
