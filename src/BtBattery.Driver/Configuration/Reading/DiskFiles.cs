namespace BtBattery.Driver.Configuration.Reading;

/// <summary>Files on the disk.</summary>
public sealed class DiskFiles : IConfigurationFiles
{
    private const int Piece = 16 * 1024;

    /// <inheritdoc/>
    public byte[]? Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            using var contents = new MemoryStream();
            byte[] piece = new byte[Piece];
            int length;
            while (contents.Length <= IniScanner.MostBytes && (length = stream.Read(piece)) > 0)
            {
                contents.Write(piece, 0, length);
            }

            return contents.ToArray();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
