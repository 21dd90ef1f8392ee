namespace BtBattery.Driver.Installing;

/// <summary>A version as an archive brings it: a folder with a list of its files and their checksums, in the form of <c>sha256sum</c>.</summary>
internal sealed class UnpackedVersion
{
    private readonly Lazy<string?> _fault;

    private UnpackedVersion(string folder, string version, string sums)
    {
        Folder = folder;
        Version = version;
        Sums = sums;
        _fault = new Lazy<string?>(LookForFault);
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>Which one it is.</summary>
    public string Version { get; }

    /// <summary>The list of its files; the same list is the same version.</summary>
    public string Sums { get; }

    /// <summary>Bytes of all its files.</summary>
    public long Size => Entries().Sum(entry => new FileInfo(entry.File).Length);

    /// <summary>The version in a folder; null if there is none, such as in the folder of a build.</summary>
    public static UnpackedVersion? Find(string folder)
    {
        string version = Path.Join(folder, Places.VersionName);
        string sums = Path.Join(folder, Places.SumsName);
        return File.Exists(version) && File.Exists(sums) ? new UnpackedVersion(folder, File.ReadAllText(version).Trim(), File.ReadAllText(sums)) : null;
    }

    /// <summary>Null if every file was as the list says when this was first asked, which takes seconds on a small machine; else what is wrong, in words.</summary>
    /// <exception cref="RefusalException">The list is none.</exception>
    public string? FindFault() => _fault.Value;

    /// <summary>Copies every file that the list names, and the list last.</summary>
    public void CopyTo(string folder, Disk disk)
    {
        foreach (string file in Entries().Select(entry => entry.File).Append(Path.Join(Folder, Places.SumsName)))
        {
            string target = Path.Join(folder, Path.GetRelativePath(Folder, file));
            disk.MakeFolder(Path.GetDirectoryName(target)!);
            disk.Copy(file, target);
        }
    }

    private string? LookForFault()
    {
        // A list that was cut off has nothing to object to what it does not name.
        foreach (string needed in (string[])[Places.ProgramName, Places.VersionName])
        {
            if (!Entries().Any(entry => entry.File == Path.GetFullPath(needed, Folder)))
            {
                return $"{Path.Join(Folder, Places.SumsName)} does not name {needed}";
            }
        }

        foreach ((string sum, string file) in Entries())
        {
            if (!File.Exists(file))
            {
                return $"{file} is missing";
            }

            using FileStream stream = File.OpenRead(file);
            if (!Sha256.Of(stream).Equals(sum, StringComparison.OrdinalIgnoreCase))
            {
                return $"{file} is not as {Places.SumsName} says";
            }
        }

        return null;
    }

    /// <exception cref="RefusalException">The list names what is outside of the folder, or is no such list.</exception>
    private IEnumerable<(string Sum, string File)> Entries()
    {
        foreach (string line in Sums.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // sha256sum: the sum, a space, a space or an asterisk, the name.
            const int sumLength = 64;
            string name = line.Length > sumLength + 2 ? line[(sumLength + 2)..].TrimEnd('\r') : "";
            string file = Path.GetFullPath(name.Length > 0 ? name : ".", Folder);
            yield return file.StartsWith(Folder.TrimEnd('/') + "/", StringComparison.Ordinal) && line.Take(sumLength).All(char.IsAsciiHexDigit)
                ? (line[..sumLength], file)
                : throw new RefusalException($"{Path.Join(Folder, Places.SumsName)} has a line that names no file: '{line}'. Fetch the archive again.");
        }
    }
}
