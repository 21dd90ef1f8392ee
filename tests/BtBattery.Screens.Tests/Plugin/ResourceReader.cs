using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace BtBattery.Screens.Tests.Plugin;

/// <summary>Reads a Qt resource as Qt does: looks each name up by its hash among the children of a folder. Shares no code with what writes it.</summary>
internal sealed class ResourceReader
{
    private const int NodeLength = 14;

    private readonly byte[] _file;
    private readonly int _tree;
    private readonly int _data;
    private readonly int _names;

    public ResourceReader(byte[] file)
    {
        _file = file;
        Assert.Equal("qres"u8, file.AsSpan(0, 4));
        Assert.Equal(1, Int(4));
        (_tree, _data, _names) = (Int(8), Int(12), Int(16));
        Assert.True(_tree < file.Length && _data <= _names && _names <= _tree);
    }

    /// <summary>Paths of all files, found by walking.</summary>
    public IReadOnlyList<string> Paths => [.. Walk(node: 0, "")];

    /// <summary>What a file holds, found by its name.</summary>
    /// <returns>Null if Qt would not find it.</returns>
    public byte[]? Find(string path)
    {
        int node = 0;
        foreach (string part in path.Split('/'))
        {
            if ((Flags(node) & 2) == 0 || Search(node, part) is not int found)
            {
                return null;
            }

            node = found;
        }

        return (Flags(node) & 2) != 0 ? null : Content(node);
    }

    /// <summary>How the file is stored: 0 as it is, 1 zlib; what a browser cannot read is neither.</summary>
    public IEnumerable<int> Storings => Enumerable.Range(0, (_file.Length - _tree) / NodeLength).Select(Flags).Where(flags => (flags & 2) == 0);

    // Children are in the order of their hashes, so that half of them can be left out at a time.
    private int? Search(int folder, string name)
    {
        (int low, int high) = (First(folder), First(folder) + Count(folder) - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            uint hash = HashOf(middle);
            if (hash == Hash(name))
            {
                // Names that share a hash lie side by side.
                return Enumerable.Range(First(folder), Count(folder)).Where(node => HashOf(node) == hash && NameOf(node) == name).Cast<int?>().FirstOrDefault();
            }

            (low, high) = hash < Hash(name) ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    private IEnumerable<string> Walk(int node, string path) => (Flags(node) & 2) == 0
        ? [path]
        : Enumerable.Range(First(node), Count(node)).SelectMany(child => Walk(child, path.Length == 0 ? NameOf(child) : $"{path}/{NameOf(child)}"));

    private byte[] Content(int node)
    {
        int at = _data + Int(At(node) + 10);
        byte[] stored = _file[(at + 4)..(at + 4 + Int(at))];
        if (Flags(node) == 0)
        {
            return stored;
        }

        using var unpacked = new MemoryStream();
        using var stream = new ZLibStream(new MemoryStream(stored[4..]), CompressionMode.Decompress);
        stream.CopyTo(unpacked);
        Assert.Equal(BinaryPrimitives.ReadInt32BigEndian(stored), unpacked.Length);
        return unpacked.ToArray();
    }

    private static uint Hash(string name) => name.Aggregate(0u, (hash, unit) =>
    {
        uint next = unchecked(hash * 16 + unit);
        uint top = next >> 28;
        return (next ^ (top << 5)) & 0x0FFFFFFF;
    });

    private string NameOf(int node)
    {
        int at = _names + Int(At(node));
        int length = BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));
        string name = Encoding.BigEndianUnicode.GetString(_file, at + 6, 2 * length);
        Assert.Equal(Hash(name), HashOf(node));
        return name;
    }

    private uint HashOf(int node) => (uint)Int(_names + Int(At(node)) + 2);

    private int At(int node) => _tree + node * NodeLength;

    private int Flags(int node) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(At(node) + 4));

    private int Count(int folder) => Int(At(folder) + 6);

    private int First(int folder) => Int(At(folder) + 10);

    private int Int(int at) => BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(at));
}
