namespace BtBattery.DBus.Tests.Support;

/// <summary>A method handler made of a function.</summary>
internal sealed class Handler(Func<MethodContext, ValueTask> handle) : IMethodHandler
{
    internal Handler(Action<MethodContext> handle)
        : this(context =>
        {
            handle(context);
            return ValueTask.CompletedTask;
        })
    {
    }

    public ValueTask HandleAsync(MethodContext context) => handle(context);
}
