namespace BtBattery.DBus;

/// <summary>Answers the method calls of an exported object.</summary>
public interface IMethodHandler
{
    /// <summary>
    /// Answers one call through the context before it completes. Calls for one exported object come one after the other.
    /// <see cref="DBusErrorException"/> becomes that error reply, <see cref="DBusProtocolException"/> (from reading the arguments)
    /// InvalidArgs, any other exception Failed; a handler that completes without an answer is answered for with Failed, unless it
    /// said <see cref="MethodContext.Defer"/>.
    /// </summary>
    public ValueTask HandleAsync(MethodContext context);
}
