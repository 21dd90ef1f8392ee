namespace BtBattery.DBus.Tests.Support;

/// <summary>How long a test waits for something that must come. Only a failing test ever waits that long.</summary>
internal static class Deadline
{
    internal static readonly TimeSpan Time = TimeSpan.FromSeconds(15);

    internal static Task InTime(this Task task) => task.WaitAsync(Time);

    internal static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Time);

    internal static Task<T> InTime<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Time);
}
