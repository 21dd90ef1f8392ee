using System.Globalization;

namespace BtBattery.Driver.Publish;

/// <summary>Where the paths of a battery stand that is served in a bank: <c>/Batteries/2</c> and what it has alone.</summary>
public static class MemberPath
{
    /// <summary>Address of a battery of a bank.</summary>
    public const string Address = "/Address";

    /// <summary>What people call a battery of a bank.</summary>
    public const string Name = "/Name";

    private const string Branch = "/Batteries/";

    /// <summary>The path under which a battery of a bank publishes what is <paramref name="leaf"/> of a battery alone.</summary>
    /// <param name="number">Number of the battery, from 1.</param>
    /// <param name="leaf">Absolute path; empty for the branch itself.</param>
    public static string Of(int number, string leaf) => string.Create(CultureInfo.InvariantCulture, $"{Branch}{number}{leaf}");
}
