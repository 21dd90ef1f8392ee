using System.Reflection;
using System.Runtime.CompilerServices;
using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Tests.Requests;

/// <summary>No other project can make a request: the types do not let it.</summary>
public class OnlyHereTests
{
    private static readonly Assembly s_bms = typeof(BmsRequest).Assembly;

    [Fact]
    public void A_request_cannot_be_made_elsewhere()
    {
        Assert.True(typeof(BmsRequest).IsSealed);
        Assert.Empty(typeof(BmsRequest).GetConstructors());
        Assert.Null(typeof(BmsRequest).GetProperty(nameof(BmsRequest.Bytes))!.GetSetMethod());
        Assert.Null(typeof(BmsRequest).GetProperty(nameof(BmsRequest.Name))!.GetSetMethod());
    }

    [Fact]
    public void A_conversation_cannot_be_made_elsewhere()
    {
        // A member that is abstract and cannot be seen from outside cannot be overridden there either.
        Assert.Contains(
            typeof(BmsConversation).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic),
            method => method.IsAbstract && method.IsFamilyAndAssembly);
        Assert.All(s_bms.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(BmsConversation))), type => Assert.Fail($"{type} is public"));
    }

    [Fact]
    public void Only_the_tests_see_inside() => Assert.Equal(
        ["BtBattery.Bms.Tests"],
        s_bms.GetCustomAttributes<InternalsVisibleToAttribute>().Select(attribute => attribute.AssemblyName));

    [Fact]
    public void Nothing_public_builds_frames()
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        foreach (MethodInfo method in s_bms.GetExportedTypes().SelectMany(type => type.GetMethods(all)))
            Assert.False(method.ReturnType == typeof(byte[]), $"{method.DeclaringType}.{method.Name} returns bytes");
    }
}
