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
    /// <returns>The type; null if there is none such, or what it is made of breaks its rules.</returns>
    public Type? Read(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && text[at] is not ('[' or ']' or ',' or ':' or '(' or ' '))
        {
            at++;
        }

        Type? type = at > start ? Find(text[start..at]) : null;
        if (at < text.Length && text[at] == '[' && !IsArray(text, at))
        {
            Type?[] arguments = ReadArguments(text, ref at);
            type = type is null || arguments.Contains(null) ? null : Make(type, arguments!);
        }

        while (IsArray(text, at))
        {
            (type, at) = (type?.MakeArrayType(), at + 2);
        }

        return type is { IsGenericTypeDefinition: true } ? null : type;
    }

    /// <summary>Reads names in brackets, with commas between them.</summary>
    /// <param name="text">Where they stand.</param>
    /// <param name="at">The bracket that opens; afterwards what follows the one that closes.</param>
    public Type?[] ReadArguments(string text, ref int at)
    {
        var arguments = new List<Type?>();
        do
        {
            at++;
            arguments.Add(Read(text, ref at));
        }
        while (at < text.Length && text[at] == ',');
        at++;
        return [.. arguments];
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

    private Type? Find(string name) =>
        s_short.TryGetValue(name, out Type? type) ? type : _assemblies.Select(assembly => assembly.GetType(name)).FirstOrDefault(found => found is not null);
}
