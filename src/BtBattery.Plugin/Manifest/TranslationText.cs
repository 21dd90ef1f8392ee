using System.Buffers.Binary;

namespace BtBattery.Plugin.Manifest;

/// <summary>Texts of one language as the device gets them: without their ids, which are a third of them. Qt finds a text by a hash, and looks at the id only if it is there.</summary>
/// <remarks>
/// A .qm file (Qt: qtranslator.cpp) is a mark of 16 bytes and blocks, each a kind, a length and its bytes. Of the block of hashes each entry is a hash and a place; of the block of messages each
/// is a row of parts, each a kind, a length and its bytes, and an end.
/// </remarks>
internal static class TranslationText
{
    private const int MarkLength = 16;
    private const byte Hashes = 0x42, Messages = 0x69;
    private const byte End = 1, Translation = 3;
    private const int EntryLength = 2 * sizeof(uint);

    /// <summary>The same texts for the same ids in fewer bytes; as it was if two ids share a hash, and so could not be told apart.</summary>
    /// <exception cref="InvalidDataException">It is no .qm file of texts by id.</exception>
    public static byte[] Shorten(byte[] source)
    {
        Dictionary<byte, byte[]> blocks = Blocks(source);
        if (!blocks.TryGetValue(Hashes, out byte[]? entries) || !blocks.TryGetValue(Messages, out byte[]? messages))
        {
            throw new InvalidDataException("A .qm file has no texts.");
        }

        uint[][] places = [.. entries.Chunk(EntryLength).Select(entry => new[] { Read(entry, 0), Read(entry, sizeof(uint)) })];
        if (places.Select(place => place[0]).Distinct().Count() < places.Length)
        {
            return source;
        }

        using MemoryStream shortEntries = new(), shortMessages = new();
        foreach (uint[] place in places)
        {
            Write(shortEntries, place[0]);
            Write(shortEntries, (uint)shortMessages.Length);
            CopyTranslations(messages, (int)place[1], shortMessages);
        }

        (blocks[Hashes], blocks[Messages]) = (shortEntries.ToArray(), shortMessages.ToArray());
        using MemoryStream file = new();
        file.Write(source.AsSpan(0, MarkLength));
        foreach ((byte kind, byte[] content) in blocks)
        {
            file.WriteByte(kind);
            Write(file, (uint)content.Length);
            file.Write(content);
        }

        return file.ToArray();
    }

    // In their order.
    private static Dictionary<byte, byte[]> Blocks(byte[] source)
    {
        Dictionary<byte, byte[]> blocks = [];
        for (int at = MarkLength; at + 1 + sizeof(uint) <= source.Length;)
        {
            int length = unchecked((int)Read(source, at + 1));
            int start = at + 1 + sizeof(uint);
            if (length < 0 || length > source.Length - start)
            {
                throw new InvalidDataException("A .qm file ends early.");
            }

            blocks.Add(source[at], source[start..(start + length)]);
            at = start + length;
        }

        return blocks;
    }

    private static void CopyTranslations(byte[] messages, int at, MemoryStream to)
    {
        while (messages[at] != End)
        {
            int next = at + 1 + sizeof(uint) + (int)Read(messages, at + 1);
            if (messages[at] == Translation)
            {
                to.Write(messages.AsSpan(at..next));
            }

            at = next;
        }

        to.WriteByte(End);
    }

    private static uint Read(byte[] from, int at) => BinaryPrimitives.ReadUInt32BigEndian(from.AsSpan(at));

    private static void Write(MemoryStream to, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        to.Write(bytes);
    }
}
