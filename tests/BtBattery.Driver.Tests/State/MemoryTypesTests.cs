using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.State;

namespace BtBattery.Driver.Tests.State;

/// <summary>Every memory that is kept comes back with everything in it, whatever its piece adds one day.</summary>
public sealed class MemoryTypesTests
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;

    private int _next;

    public static TheoryData<Type> Kept { get; } = [typeof(BankMemory), .. StateParts.OfBank.Select(part => part.Type), .. Every.Select(part => part.Type)];

    private static IEnumerable<StatePart<MemberMemory>> Every => StateParts.OfBattery.Concat(StateParts.OfBatterySeldom);

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_memory_comes_back_whole(Type type) =>
        typeof(MemoryTypesTests).GetMethod(nameof(ComesBack), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(type).Invoke(this, []);

    [Fact]
    public void No_name_is_used_twice()
    {
        Assert.Equal(StateParts.OfBank.Count, StateParts.OfBank.Select(part => part.Name).Distinct().Count());
        Assert.Equal(Every.Count(), Every.Select(part => part.Name).Distinct().Count());
    }

    private void ComesBack<T>()
        where T : class
    {
        object filled = Filled(typeof(T))!;
        string json = Write((T)filled);
        using JsonDocument document = JsonDocument.Parse(json);
        T read = StateJson.Exact.Read<T>(document.RootElement, null);
        AssertSame(filled, read, typeof(T).Name);
        Assert.Equal(json, Write(read));
    }

    private static string Write<T>(T value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            StateJson.Exact.Write(json, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>What is made anew in the next turn is not kept.</summary>
    private static PropertyInfo[] PropertiesOf(Type type) =>
        [.. type.GetProperties(Public).Where(property => property.SetMethod is not null && property.GetCustomAttribute<JsonIgnoreAttribute>() is null)];

    private static Type? ListedBy(Type type) =>
        type.IsArray ? type.GetElementType() : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>A value with something else than its default everywhere.</summary>
    private object? Filled(Type type)
    {
        _next++;
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Filled(inner);
        }

        if (type == typeof(MonotonicTime))
        {
            return new MonotonicTime(TimeSpan.FromTicks(_next));
        }

        if (type == typeof(TimeSpan))
        {
            return TimeSpan.FromTicks(_next);
        }

        if (type == typeof(string))
        {
            return $"text {_next}";
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type.IsEnum)
        {
            return type.GetEnumValues().GetValue(1);
        }

        if (type.IsPrimitive)
        {
            return Convert.ChangeType(_next, type, null);
        }

        if (ListedBy(type) is { } element)
        {
            Array list = Array.CreateInstance(element, 2);
            list.SetValue(Filled(element), 0);
            list.SetValue(Nullable.GetUnderlyingType(element) is null ? Filled(element) : null, 1);
            return list;
        }

        ConstructorInfo? longest = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length);
        object made = longest is null ? Activator.CreateInstance(type)! : longest.Invoke([.. longest.GetParameters().Select(parameter => Filled(parameter.ParameterType))]);
        foreach (PropertyInfo property in PropertiesOf(type).Where(property => longest?.GetParameters().All(parameter => parameter.Name != property.Name) != false))
        {
            property.SetValue(made, Filled(property.PropertyType));
        }

        return made;
    }

    private static void AssertSame(object? expected, object? actual, string where)
    {
        if (expected is IEnumerable list and not string)
        {
            object?[] wanted = [.. list.Cast<object?>()];
            object?[] got = [.. Assert.IsAssignableFrom<IEnumerable>(actual).Cast<object?>()];
            Assert.True(wanted.Length == got.Length, where);
            for (int i = 0; i < wanted.Length; i++)
            {
                AssertSame(wanted[i], got[i], $"{where}[{i}]");
            }
        }
        else if (expected is not null && expected.GetType().Namespace!.StartsWith("BtBattery", StringComparison.Ordinal) && expected is not MonotonicTime and not Enum)
        {
            foreach (PropertyInfo property in PropertiesOf(expected.GetType()))
            {
                AssertSame(property.GetValue(expected), property.GetValue(actual), $"{where}.{property.Name}");
            }
        }
        else
        {
            Assert.True(Equals(expected, actual), $"{where}: {expected} became {actual}");
        }
    }
}
