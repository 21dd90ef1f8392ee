using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace BtBattery.Driver.Options;

/// <summary>Writes small files of state so that a power cut leaves the old one or the new one.</summary>
internal static class StateFile
{
    /// <summary>The path of such a file.</summary>
    /// <param name="configurationFile">The configuration of the driver that writes it.</param>
    /// <param name="name">Its name.</param>
    public static string Of(string configurationFile, string name) => Path.Combine(StateFolder.Of(configurationFile), name);

    /// <summary>Writes a JSON object beside the file and moves it over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes what is in it.</param>
    /// <param name="isVolatile">True for a file that a power cut takes anyway: no disk is waited for.</param>
    /// <returns>Null, or why it could not be written.</returns>
    public static string? Write(string path, Action<Utf8JsonWriter> write, bool isVolatile = false)
    {
        string beside = $"{path}.{Environment.ProcessId}";
        try
        {
            using (FileStream stream = File.Create(beside))
            {
                using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
                writer.WriteStartObject();
                write(writer);
                writer.WriteEndObject();
                writer.Flush();
                stream.Flush(flushToDisk: !isVolatile);
            }

            File.Move(beside, path, overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Remove(beside);
            return exception.Message;
        }
    }

    /// <summary>
    /// Removes what a power cut left beside the file: <see cref="Write"/> of a process that is gone had not moved it over. Nothing with any other name is touched, nor what a process that
    /// runs may be writing; one of this process is overwritten by its next write.
    /// </summary>
    /// <param name="path">The file.</param>
    public static void RemoveLeftovers(string path)
    {
        try
        {
            string prefix = $"{Path.GetFileName(path)}.";
            foreach (string beside in Directory.EnumerateFiles(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : "."))
            {
                ReadOnlySpan<char> name = Path.GetFileName(beside.AsSpan());
                if (name.StartsWith(prefix, StringComparison.Ordinal)
                    && !name[prefix.Length..].StartsWith('0')
                    && int.TryParse(name[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int process)
                    && !IsRunning(process))
                {
                    Remove(beside);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is no such folder, or nothing of it is for this user: whoever reads and writes the file tells.
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What a full disk had no room for must not take what room there is.</summary>
    private static void Remove(string beside)
    {
        try
        {
            File.Delete(beside);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then nothing was written there.
        }
    }
}
