using System.Reflection;

namespace BtBattery.Profile;

/// <summary>
/// What was compiled in earlier runs, and before anybody could listen: the runtime's own start, and the listener's. It is known by name only, from the listings that DOTNET_JitStdOutFile and
/// DOTNET_JitDisasmSummary make of them. All overloads of a name are taken.
/// </summary>
internal static class ListedMethods
{
    private const string Prefix = "JIT compiled ";
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Those that reflection finds under the names of a listing, in what is loaded.</summary>
    /// <param name="listing">The file.</param>
    public static IEnumerable<MethodBase> Read(string listing)
    {
        var types = new ListedTypes();
        return File.ReadLines(listing).Select(line => line.IndexOf(Prefix, StringComparison.Ordinal) is >= 0 and int start ? line[(start + Prefix.Length)..] : "").Distinct()
            .SelectMany(line => Find(line, types));
    }

    /// <param name="line">"Type:Method(…", either with what it was made of in brackets; a colon in those brackets belongs to a name.</param>
    /// <param name="types">Finds what is named.</param>
    private static IEnumerable<MethodBase> Find(string line, ListedTypes types)
    {
        int at = 0;
        IReadOnlyList<Type> owners = types.Read(line, ref at);
        if (at >= line.Length || line[at] != ':')
        {
            return [];
        }

        int start = ++at;
        while (at < line.Length && line[at] is not ('(' or '['))
        {
            at++;
        }

        string name = line[start..at];
        IReadOnlyList<Type[]> arguments = at < line.Length && line[at] == '[' ? types.ReadArguments(line, ref at) : [[]];
        return owners.SelectMany(owner => owner.GetMember(name, MemberTypes.Method | MemberTypes.Constructor, All).Cast<MethodBase>())
            .SelectMany(method => arguments.Select(made => Make(method, made))).OfType<MethodBase>();
    }

    private static MethodBase? Make(MethodBase method, Type[] arguments)
    {
        int expected = method.IsGenericMethodDefinition ? method.GetGenericArguments().Length : 0;
        if (expected != arguments.Length)
        {
            return null;
        }

        try
        {
            return expected == 0 ? method : ((MethodInfo)method).MakeGenericMethod(arguments);
        }
        catch (ArgumentException)
        {
            // Another overload of the name, which demands something else of its types.
            return null;
        }
    }
}
