namespace BtBattery.DBus;

/// <summary>Signatures: sequences of complete types (D-Bus specification, "Type System").</summary>
public static class DBusSignature
{
    /// <summary>True for a sequence of complete types (an empty one too) within the limits of length and depth.</summary>
    public static bool IsValid(string? signature)
    {
        if (signature is null || signature.Length > WireLimits.MaxSignatureLength) return false;
        int position = 0;
        while (position < signature.Length)
        {
            if (!TryPassType(signature, ref position, default)) return false;
        }

        return true;
    }

    /// <summary>True for exactly one complete type, as a variant has it.</summary>
    public static bool IsSingleType(string? signature)
    {
        if (signature is not { Length: > 0 and <= WireLimits.MaxSignatureLength }) return false;
        int position = 0;
        return TryPassType(signature, ref position, default) && position == signature.Length;
    }

    /// <summary>True for the types that may be the key of a dictionary: everything except containers.</summary>
    public static bool IsBasic(char type) => type is
        'y' or 'b' or 'n' or 'q' or 'i' or 'u' or 'x' or 't' or 'd' or 's' or 'o' or 'g' or 'h';

    /// <summary>Index behind the complete type that starts at <paramref name="start"/>; the signature must be valid.</summary>
    internal static int EndOfType(string signature, int start)
    {
        int position = start;
        while (signature[position] == 'a') position++;
        if (signature[position] is not ('(' or '{')) return position + 1;
        int open = 0;
        while (true)
        {
            char c = signature[position++];
            if (c is '(' or '{') open++;
            else if (c is ')' or '}' && --open == 0) return position;
        }
    }

    /// <summary>Alignment in bytes of a value of the type.</summary>
    internal static int AlignmentOf(char type) => type switch
    {
        'y' or 'g' or 'v' => 1,
        'n' or 'q' => 2,
        'x' or 't' or 'd' or '(' or '{' => 8,
        _ => 4,
    };

    /// <summary>Bytes of a value of a type whose every bit pattern is valid; 0 for the other types.</summary>
    internal static int FixedSizeOf(char type) => type switch
    {
        'y' => 1,
        'n' or 'q' => 2,
        'i' or 'u' or 'h' => 4,
        'x' or 't' or 'd' => 8,
        _ => 0,
    };

    private static bool TryPassType(string signature, ref int position, Depth depth)
    {
        if (position >= signature.Length) return false;
        char type = signature[position++];
        if (IsBasic(type) || type == 'v') return true;
        switch (type)
        {
            case 'a':
                depth.Arrays++;
                if (!depth.IsAllowed || position >= signature.Length) return false;
                if (signature[position] == '{') return TryPassDictEntry(signature, ref position, depth);
                return TryPassType(signature, ref position, depth);
            case '(':
                depth.Structs++;
                if (!depth.IsAllowed || position >= signature.Length || signature[position] == ')') return false;
                while (position < signature.Length && signature[position] != ')')
                {
                    if (!TryPassType(signature, ref position, depth)) return false;
                }

                return position++ < signature.Length;
            default:
                return false;
        }
    }

    private static bool TryPassDictEntry(string signature, ref int position, Depth depth)
    {
        depth.DictEntries++;
        position++;
        if (!depth.IsAllowed || position >= signature.Length || !IsBasic(signature[position])) return false;
        position++;
        return TryPassType(signature, ref position, depth) && position < signature.Length && signature[position++] == '}';
    }

    private record struct Depth(int Arrays, int Structs, int DictEntries)
    {
        public readonly bool IsAllowed =>
            Arrays <= WireLimits.MaxArrayDepth
            && Structs <= WireLimits.MaxStructDepth
            && Arrays + Structs + DictEntries <= WireLimits.MaxTotalDepth;
    }
}
