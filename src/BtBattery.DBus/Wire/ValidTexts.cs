using System.Numerics;
using System.Runtime.CompilerServices;

namespace BtBattery.DBus;

/// <summary>
/// Remembers of texts that are sent again and again (a program's own constants, the path of a battery) that they are valid, by the object and not by its characters. A fixed number of
/// slots; a newcomer replaces what was in its slot.
/// </summary>
internal static class ValidTexts
{
    private const int SlotCount = 64; // For each kind; a power of two, because the index is masked.

    private static readonly string?[] Slots = new string?[SlotCount * (BitOperations.Log2((uint)StringKind.SingleType) + 1)];

    /// <summary>True if the text is what it has to be.</summary>
    internal static bool Contains(string text, StringKind kind)
    {
        ref string? slot = ref Slots[(BitOperations.Log2((uint)kind) * SlotCount) + (RuntimeHelpers.GetHashCode(text) & (SlotCount - 1))];
        if (ReferenceEquals(slot, text)) return true;
        if (!IsValid(text, kind)) return false;
        slot = text;
        return true;
    }

    /// <summary>The same, looked at anew.</summary>
    internal static bool IsValid(string text, StringKind kind) => kind switch
    {
        StringKind.ObjectPath => ObjectPath.IsValid(text),
        StringKind.Interface => InterfaceName.IsValid(text),
        StringKind.Member => MemberName.IsValid(text),
        StringKind.Bus => BusName.IsValid(text),
        StringKind.Signature => DBusSignature.IsValid(text),
        StringKind.SingleType => DBusSignature.IsSingleType(text),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing is known of that."),
    };
}
