using System.Reflection;
using System.Text.RegularExpressions;

namespace BtBattery.Profile;

/// <summary>
/// What runs before anybody can listen: the runtime's own start. It is known by name only, from the listing that DOTNET_JitStdOutFile and DOTNET_JitDisasmSummary make of an earlier run.
/// All overloads of a name are taken.
/// </summary>
internal static partial class EarlyMethods
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Assembly s_core = typeof(object).Assembly;

    /// <summary>Those of the core library, and what is generic only as far as it is made of references.</summary>
    /// <param name="listing">The file.</param>
    public static IEnumerable<MethodBase> Read(string listing) =>
        File.ReadLines(listing).Select(line => Line().Match(line)).Where(match => match.Success).Select(match => match.Groups)
            .Select(groups => (Type: TypeOf(groups["type"].Value, groups["arguments"].Value), Name: groups["method"].Value)).Where(one => one.Type is not null).Distinct()
            .SelectMany(one => one.Type!.GetMember(one.Name, MemberTypes.Method | MemberTypes.Constructor, All)).Cast<MethodBase>().Where(method => !method.IsGenericMethodDefinition);

    private static Type? TypeOf(string name, string arguments)
    {
        const string anyReference = "System.__Canon";
        Type? type = s_core.GetType(name);
        if (type is not { IsGenericTypeDefinition: true })
        {
            return type;
        }

        string[] made = arguments.Split(',');
        return made.Length == type.GetGenericArguments().Length && made.All(argument => argument == anyReference)
            ? type.MakeGenericType([.. made.Select(_ => s_core.GetType(anyReference)!)])
            : null;
    }

    [GeneratedRegex(@"JIT compiled (?<type>[^\[:]+)(\[(?<arguments>[^:]*)\])?:(?<method>[^\(\[]+)")]
    private static partial Regex Line();
}
