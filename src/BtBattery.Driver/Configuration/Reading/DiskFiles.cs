namespace BtBattery.Driver.Configuration.Reading;

/// <summary>Files on the disk.</summary>
public sealed class DiskFiles : IConfigurationFiles
{
    /// <inheritdoc/>
    public byte[]? Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            byte[] bytes = new byte[IniScanner.MostBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..length];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
