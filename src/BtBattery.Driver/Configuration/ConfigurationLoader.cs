using BtBattery.Driver.Configuration.Reading;

namespace BtBattery.Driver.Configuration;

/// <summary>Reads files and command line, and checks all of it before anything of it is used.</summary>
public static class ConfigurationLoader
{
    /// <summary>The configuration; what is wrong with it is in its findings. Throws for no fault of the owner.</summary>
    public static DriverConfiguration Load(ConfigurationRequest request) => Load(request, new DiskFiles());

    /// <summary>The same, with files from elsewhere.</summary>
    public static DriverConfiguration Load(ConfigurationRequest request, IConfigurationFiles files)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(files);
        return new ConfigurationLoad(request, files).Run();
    }
}
