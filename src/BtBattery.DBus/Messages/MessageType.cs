namespace BtBattery.DBus;

/// <summary>Kinds of messages. Others may come in a later version of the protocol; a received one is ignored.</summary>
public enum MessageType : byte
{
    /// <summary>Not a message.</summary>
    Invalid = 0,

    /// <summary>A call of a method.</summary>
    MethodCall = 1,

    /// <summary>The answer to a call.</summary>
    MethodReturn = 2,

    /// <summary>The refusal of a call.</summary>
    Error = 3,

    /// <summary>A signal.</summary>
    Signal = 4,
}
