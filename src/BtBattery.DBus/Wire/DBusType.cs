namespace BtBattery.DBus;

/// <summary>Type codes as they stand in a signature (D-Bus specification, "Type System").</summary>
public enum DBusType : byte
{
    /// <summary>No type.</summary>
    Invalid = 0,

    /// <summary>8-bit unsigned integer, "y".</summary>
    Byte = (byte)'y',

    /// <summary>Truth value, "b"; four bytes on the wire.</summary>
    Boolean = (byte)'b',

    /// <summary>16-bit signed integer, "n".</summary>
    Int16 = (byte)'n',

    /// <summary>16-bit unsigned integer, "q".</summary>
    UInt16 = (byte)'q',

    /// <summary>32-bit signed integer, "i".</summary>
    Int32 = (byte)'i',

    /// <summary>32-bit unsigned integer, "u".</summary>
    UInt32 = (byte)'u',

    /// <summary>64-bit signed integer, "x".</summary>
    Int64 = (byte)'x',

    /// <summary>64-bit unsigned integer, "t".</summary>
    UInt64 = (byte)'t',

    /// <summary>IEEE 754 double, "d".</summary>
    Double = (byte)'d',

    /// <summary>UTF-8 text without NUL, "s".</summary>
    String = (byte)'s',

    /// <summary>Object path, "o".</summary>
    ObjectPath = (byte)'o',

    /// <summary>Signature, "g".</summary>
    Signature = (byte)'g',

    /// <summary>Index into the file descriptors of a message, "h". This library never passes descriptors.</summary>
    UnixFd = (byte)'h',

    /// <summary>Array, "a" followed by the type of its elements.</summary>
    Array = (byte)'a',

    /// <summary>Struct, "(" types ")".</summary>
    Struct = (byte)'(',

    /// <summary>Dictionary entry, "{" key value "}"; only as the element of an array.</summary>
    DictEntry = (byte)'{',

    /// <summary>Variant, "v": a value that carries its own signature.</summary>
    Variant = (byte)'v',
}
