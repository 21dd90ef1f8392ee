using System.Diagnostics.CodeAnalysis;

namespace BtBattery.DBus;

/// <summary>
/// Received bytes are not what the specification or the reader asked for: the only exception that reading a message throws.
/// </summary>
public sealed class DBusProtocolException : DBusException
{
    /// <summary>Creates the exception with a sentence about what is wrong.</summary>
    public DBusProtocolException(string message)
        : base(message)
    {
    }

    // One place throws, so that the readers stay small enough to be inlined.
    [DoesNotReturn]
    internal static void Throw(string message) => throw new DBusProtocolException(message);
}
