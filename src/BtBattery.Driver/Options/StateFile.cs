using System.Text.Json;

namespace BtBattery.Driver.Options;

/// <summary>Writes small files of state so that a power cut leaves the old one or the new one.</summary>
internal static class StateFile
{
    /// <summary>The path of such a file beside a configuration file.</summary>
    public static string Beside(string configurationFile, string name) => Path.Combine(Path.GetDirectoryName(configurationFile) ?? ".", name);

    /// <summary>Writes a JSON object beside the file and moves it over.</summary>
    /// <returns>Null, or why it could not be written.</returns>
    public static string? Write(string path, Action<Utf8JsonWriter> write)
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
                stream.Flush(flushToDisk: true);
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
