using System.Reflection;

namespace BtBattery.Profile;

/// <summary>Types by the names that the compiler of the runtime gives them: "System.Span`1[char]", "A+B`1[System.__Canon,int]", "byte[]".</summary>
internal sealed class ListedTypes
{
    private static readonly Dictionary<string, Type> s_short = new()
    {
        ["bool"] = typeof(bool),
        ["byte"] = typeof(byte),
        ["sbyte"] = typeof(sbyte),
        ["short"] = typeof(short),
        ["ushort"] = typeof(ushort),
        ["char"] = typeof(char),
        ["int"] = typeof(int),
        ["uint"] = typeof(uint),
        ["long"] = typeof(long),
        ["ulong"] = typeof(ulong),
        ["nint"] = typeof(nint),
        ["nuint"] = typeof(nuint),
        ["float"] = typeof(float),
        ["double"] = typeof(double),
    };

    private readonly Assembly[] _assemblies = AppDomain.CurrentDomain.GetAssemblies();

    /// <summary>Reads one name.</summary>
    /// <param name="text">Where it stands.</param>
    /// <param name="at">Its first character; afterwards what follows it.</param>
    /// <returns>Those that have it: several assemblies may each have one of their own. None if there is none such, or what it is made of breaks its rules.</returns>
    public IReadOnlyList<Type> Read(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && text[at] is not ('[' or ']' or ',' or ':' or '(' or ' '))
        {
            at++;
        }

        IReadOnlyList<Type> types = at > start ? Find(text[start..at]) : [];
        if (at < text.Length && text[at] == '[' && !IsArray(text, at))
        {
            IReadOnlyList<Type[]> arguments = ReadArguments(text, ref at);
            types = [.. types.SelectMany(type => arguments.Select(made => Make(type, made))).OfType<Type>()];
        }

        while (IsArray(text, at))
        {
            at += 2;
            types = [.. types.Select(type => type.MakeArrayType())];
        }

        return [.. types.Where(type => !type.IsGenericTypeDefinition)];
    }

    /// <summary>Reads names in brackets, with commas between them.</summary>
    /// <param name="text">Where they stand.</param>
    /// <param name="at">The bracket that opens; afterwards what follows the one that closes.</param>
    /// <returns>Every way to read them, a type for each name.</returns>
    public IReadOnlyList<Type[]> ReadArguments(string text, ref int at)
    {
        IReadOnlyList<Type[]> ways = [[]];
        do
        {
            at++;
            IReadOnlyList<Type> next = Read(text, ref at);
            ways = [.. ways.SelectMany(way => next.Select(type => (Type[])[.. way, type]))];
        }
        while (at < text.Length && text[at] == ',');
        at++;
        return ways;
    }

    private static bool IsArray(string text, int at) => at + 1 < text.Length && text[at] == '[' && text[at + 1] == ']';

    private static Type? Make(Type definition, Type[] arguments)
    {
        try
        {
            return definition.IsGenericTypeDefinition && definition.GetGenericArguments().Length == arguments.Length ? definition.MakeGenericType(arguments) : null;
        }
        catch (ArgumentException)
        {
            // The type that stands for all references does not keep every promise that a type parameter asks for.
            return null;
        }
    }

    private IReadOnlyList<Type> Find(string name) =>
        s_short.TryGetValue(name, out Type? type) ? [type] : [.. _assemblies.Select(assembly => assembly.GetType(name)).OfType<Type>()];
}
