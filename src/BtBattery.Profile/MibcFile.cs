using System.IO.Compression;
using System.Reflection;
using System.Reflection.Emit;

namespace BtBattery.Profile;

/// <summary>
/// A profile as crossgen2 reads it: an assembly of methods that are never run. One, <c>AssemblyDictionary</c>, has for each group of assemblies its name and a token of another; that other
/// has a token of each method (dotnet/runtime, docs of dotnet-pgo).
/// </summary>
internal static class MibcFile
{
    /// <summary>Where crossgen2 looks for the type that stands for all references.</summary>
    private const string CanonAssembly = "System.Private.Canon";

    /// <summary>A method that no trimming takes away.</summary>
    private static readonly MethodInfo s_always = typeof(object).GetMethod(nameof(ToString))!;

    /// <summary>Writes one.</summary>
    /// <param name="file">Replaced.</param>
    /// <param name="methods">What it names.</param>
    public static void Write(string file, IEnumerable<MethodBase> methods)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(Path.GetFileNameWithoutExtension(file)), typeof(object).Assembly);
        ModuleBuilder module = assembly.DefineDynamicModule("profile");
        var groups = new List<(string Name, MethodBuilder Method)>();
        IEnumerable<IGrouping<string, MethodBase>> byGroup = methods.GroupBy(GroupName).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, MethodBase> group in byGroup)
        {
            MethodBuilder listing = Global(module, $"Assemblies_{groups.Count}");
            ILGenerator il = listing.GetILGenerator();
            foreach (MethodBase method in group.OrderBy(method => $"{method.DeclaringType}: {method}", StringComparer.Ordinal))
            {
                Name(il, module, method);

                // crossgen2 overlooks what follows a method that it does not find, as those that were trimmed away.
                Name(il, module, s_always);
            }

            il.Emit(OpCodes.Ret);
            groups.Add((group.Key, listing));
        }

        ILGenerator dictionary = Global(module, "AssemblyDictionary").GetILGenerator();
        foreach ((string name, MethodBuilder listing) in groups)
        {
            dictionary.Emit(OpCodes.Ldstr, name);
            dictionary.Emit(OpCodes.Ldtoken, listing);
            dictionary.Emit(OpCodes.Pop);
        }

        dictionary.Emit(OpCodes.Ret);

        // Nobody reads this one; it brings the name of an assembly into the file, which is needed below.
        ILGenerator mention = Global(module, "Mention").GetILGenerator();
        mention.Emit(OpCodes.Ldtoken, TypeIn(CanonAssembly));
        mention.Emit(OpCodes.Pop);
        mention.Emit(OpCodes.Ret);
        module.CreateGlobalFunctions();

        using var content = new MemoryStream();
        assembly.Save(content);
        byte[] bytes = content.ToArray();
        MibcNames.Mend(bytes, CanonAssembly);
        using var zip = new ZipArchive(File.Create(file), ZipArchiveMode.Create);
        ZipArchiveEntry entry = zip.CreateEntry(Path.GetFileName(file) + ".dll", CompressionLevel.SmallestSize);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Stream target = entry.Open();
        target.Write(bytes);
    }

    private static void Name(ILGenerator il, ModuleBuilder module, MethodBase method)
    {
        if (method is ConstructorInfo constructor)
        {
            // This one opcode is not offered for constructors.
            il.Emit(OpCodes.Ldtoken, module.GetMethodMetadataToken(constructor));
        }
        else
        {
            il.Emit(OpCodes.Ldtoken, (MethodInfo)method);
        }

        il.Emit(OpCodes.Pop);
    }

    private static Type TypeIn(string assembly) =>
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(assembly), AssemblyBuilderAccess.Run).DefineDynamicModule(assembly).DefineType("Mentioned").CreateType();

    private static MethodBuilder Global(ModuleBuilder module, string name) =>
        module.DefineGlobalMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), Type.EmptyTypes);

    /// <summary>The assembly that defines it, then those of the types it was made with.</summary>
    private static string GroupName(MethodBase method)
    {
        string defining = method.DeclaringType!.Assembly.GetName().Name!;
        Type[] arguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        IEnumerable<string> others = method.DeclaringType.GetGenericArguments().Concat(arguments).SelectMany(AssembliesOf).Where(name => name != defining);
        return string.Concat(others.Distinct().Order(StringComparer.Ordinal).Prepend(defining).Select(name => name + ";"));
    }

    private static IEnumerable<string> AssembliesOf(Type type) =>
        type.HasElementType ? AssembliesOf(type.GetElementType()!)
        : type.IsPrimitive ? []
        : type.GetGenericArguments().SelectMany(AssembliesOf).Prepend(type.Assembly.GetName().Name!);
}
