namespace BtBattery.Driver.Configuration.Reading;

/// <summary>Files on the disk.</summary>
public sealed class DiskFiles : IConfigurationFiles
{
    private const int MostBytes = IniScanner.MostBytes + 1;

    /// <inheritdoc/>
    public byte[]? Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

            // Files are looked at for as long as the driver runs: one buffer, as long as the file, and not what a stream in memory would take. A file that has no length can be long all the same.
            byte[] contents = new byte[stream.CanSeek ? Math.Min(stream.Length, MostBytes) : 0];
            int count = stream.ReadAtLeast(contents, contents.Length, throwOnEndOfStream: false);
            return count == contents.Length ? ReadOn(stream, contents) : contents[..count];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What follows, if there is more: it has grown meanwhile, or is no file on a disk.</summary>
    private static byte[] ReadOn(FileStream stream, byte[] contents)
    {
        Span<byte> piece = stackalloc byte[1024];
        int length;
        while (contents.Length < MostBytes && (length = stream.Read(piece)) > 0)
        {
            contents = [.. contents, .. piece[..length]];
        }

        return contents;
    }
}
