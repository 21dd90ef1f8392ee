using System.Xml.Linq;

namespace BtBattery.Screens.Tests.Translations;

/// <summary>The texts of one language as people write them.</summary>
internal sealed class TranslationFile
{
    private readonly XElement[] _messages;

    public TranslationFile(string file)
    {
        XDocument document = XDocument.Load(file);
        Language = document.Root!.Attribute("language")!.Value;
        _messages = [.. document.Descendants("message")];
        Texts = _messages.ToDictionary(message => message.Attribute("id")!.Value, message => message.Element("translation")?.Value ?? "", StringComparer.Ordinal);
    }

    /// <summary>As the file says, <c>de</c> for example.</summary>
    public string Language { get; }

    /// <summary>Text by id.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>Ids of texts that their translator has not called finished, or that no page has any more.</summary>
    public IEnumerable<string> Unfinished =>
        _messages.Where(message => message.Element("translation")?.Attribute("type") is not null).Select(message => message.Attribute("id")!.Value);
}
