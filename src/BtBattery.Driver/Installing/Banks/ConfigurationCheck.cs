using BtBattery.Driver.CommandLine;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Reading;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>Whether the driver would start with a file, before the file is written.</summary>
internal static class ConfigurationCheck
{
    /// <summary>The configuration with other contents of the owner's file.</summary>
    public static DriverConfiguration Load(ConfigurationRequest request, byte[] bytes) =>
        ConfigurationLoader.Load(request, new OverlaidFiles(new DiskFiles(), request.OwnersFile, bytes));

    /// <summary>The same; refused with everything that is wrong if the driver would not start with it.</summary>
    /// <param name="request">Which files, with no batteries given: those of the file count.</param>
    /// <param name="bytes">What would be written.</param>
    /// <exception cref="RefusalException">It would not load.</exception>
    public static DriverConfiguration Require(ConfigurationRequest request, byte[] bytes)
    {
        DriverConfiguration loaded = Load(request, bytes);
        string[] errors = [.. loaded.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Describe())];
        return errors.Length == 0
            ? loaded
            : throw new RefusalException("Nothing was changed, since the driver would not start with it:\n" + string.Join('\n', errors.Select(error => $"  {error}")), ExitCode.Usage);
    }
}
