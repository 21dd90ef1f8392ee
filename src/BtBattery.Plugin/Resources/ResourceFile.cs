using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace BtBattery.Plugin.Resources;

/// <summary>Writes files as Qt's resource compiler would with <c>-binary -compress-algo zlib</c>, in format version 1.</summary>
/// <remarks>
/// All numbers are big-endian. A header: "qres", version, and where tree, data and names begin. Data: length, then the bytes; those of a compressed file are the length
/// that they unpack to and a zlib stream. Names: length, hash, UTF-16. Tree: nodes of 14 bytes, the children of a folder side by side.
/// </remarks>
internal static class ResourceFile
{
    private const int HeaderLength = 20;
    private const ushort Compressed = 1, Directory = 2;
    private const ushort AnyTerritory = 0, AnyLanguage = 1;

    /// <summary>The resource with these files; the same files always give the same bytes.</summary>
    /// <param name="files">Content by path, such as <c>BtBattery/Cells.qml</c>.</param>
    public static byte[] Write(IReadOnlyDictionary<string, byte[]> files)
    {
        IReadOnlyList<ResourceNode> nodes = Table(Tree(files));
        using MemoryStream data = new(), names = new(), tree = new();
        Dictionary<string, uint> placeOfName = new(StringComparer.Ordinal) { [""] = 0 };
        foreach (ResourceNode node in nodes)
        {
            if (!placeOfName.TryGetValue(node.Name, out uint name))
            {
                placeOfName.Add(node.Name, name = (uint)names.Length);
                Put16(names, (ushort)node.Name.Length);
                Put32(names, ResourceName.Hash(node.Name));
                names.Write(Encoding.BigEndianUnicode.GetBytes(node.Name));
            }

            Put32(tree, name);
            if (node.Content is byte[] content)
            {
                byte[] packed = Pack(content);
                bool isSmaller = packed.Length < content.Length;
                Put16(tree, isSmaller ? Compressed : (ushort)0);
                Put16(tree, AnyTerritory);
                Put16(tree, AnyLanguage);
                Put32(tree, (uint)data.Length);
                byte[] stored = isSmaller ? packed : content;
                Put32(data, (uint)stored.Length);
                data.Write(stored);
            }
            else
            {
                Put16(tree, Directory);
                Put32(tree, (uint)node.Children.Count);
                Put32(tree, node.FirstChild);
            }
        }

        using MemoryStream file = new();
        file.Write("qres"u8);
        Put32(file, 1);
        Put32(file, (uint)(HeaderLength + data.Length + names.Length));
        Put32(file, HeaderLength);
        Put32(file, (uint)(HeaderLength + data.Length));
        data.WriteTo(file);
        names.WriteTo(file);
        tree.WriteTo(file);
        return file.ToArray();
    }

    private static ResourceNode Tree(IReadOnlyDictionary<string, byte[]> files)
    {
        var root = new ResourceNode("", content: null);
        foreach ((string path, byte[] content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            string[] parts = path.Split('/');
            parts[..^1].Aggregate(root, (folder, name) => folder.Folder(name)).Add(parts[^1], content);
        }

        return root;
    }

    /// <summary>All nodes, those of a level before those below it.</summary>
    private static List<ResourceNode> Table(ResourceNode root)
    {
        List<ResourceNode> nodes = [root];
        for (int i = 0; i < nodes.Count; i++)
        {
            nodes[i].FirstChild = (uint)nodes.Count;
            nodes.AddRange(nodes[i].Children);
        }

        return nodes;
    }

    private static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        Put32(packed, (uint)content.Length);
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    private static void Put16(MemoryStream to, ushort value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        to.Write(bytes);
    }

    private static void Put32(MemoryStream to, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        to.Write(bytes);
    }
}
