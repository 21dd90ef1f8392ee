using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BtBattery.Driver.Tools;

/// <summary>
/// Standard output for a program that reads along: each text leaves at once, and that the reader has gone is noticed,
/// which <see cref="Console"/> hides.
/// </summary>
internal sealed class OutputPipe : IDisposable
{
    private readonly Stream _stream = Open();

    /// <summary>Writes a line.</summary>
    /// <returns>False if nobody reads any more.</returns>
    public bool TryWriteLine(string line)
    {
        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>A file has no reader that could go, and <see cref="FileStream"/> would write over what others wrote to it before.</summary>
    private static Stream Open()
    {
        var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (!direct.CanSeek)
        {
            return direct;
        }

        direct.Dispose();
        return Console.OpenStandardOutput();
    }
}
