namespace BtBattery.Plugin.Resources;

/// <summary>A folder or a file in the tree of a Qt resource.</summary>
/// <param name="name">Its name; empty for the root.</param>
/// <param name="content">What the file holds; null for a folder.</param>
internal sealed class ResourceNode(string name, byte[]? content)
{
    private readonly Dictionary<string, ResourceNode> _children = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public byte[]? Content { get; } = content;

    /// <summary>Number of the first child in the table of all nodes.</summary>
    public uint FirstChild { get; set; }

    /// <summary>In the order in which Qt looks for a name: by its hash.</summary>
    public IReadOnlyList<ResourceNode> Children =>
        [.. _children.Values.OrderBy(child => ResourceName.Hash(child.Name)).ThenBy(child => child.Name, StringComparer.Ordinal)];

    public ResourceNode Folder(string name)
    {
        if (!_children.TryGetValue(name, out ResourceNode? folder))
        {
            _children.Add(name, folder = new ResourceNode(name, content: null));
        }

        return folder;
    }

    public void Add(string name, byte[] content) => _children.Add(name, new ResourceNode(name, content));
}
