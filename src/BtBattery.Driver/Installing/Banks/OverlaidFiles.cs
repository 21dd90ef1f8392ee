using BtBattery.Driver.Configuration.Reading;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>The files of the disk as they would be with one of them changed.</summary>
/// <param name="below">The others.</param>
/// <param name="path">Absolute path of the one.</param>
/// <param name="bytes">What would be in it.</param>
internal sealed class OverlaidFiles(IConfigurationFiles below, string path, byte[] bytes) : IConfigurationFiles
{
    /// <inheritdoc/>
    public byte[]? Read(string wanted) => wanted == path ? bytes : below.Read(wanted);
}
