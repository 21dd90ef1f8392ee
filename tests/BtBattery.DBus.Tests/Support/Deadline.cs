namespace BtBattery.DBus.Tests.Support;

/// <summary>How long a test waits for something that must come. Only a failing test ever waits that long.</summary>
internal static class Deadline
{
    internal static readonly TimeSpan Time = TimeSpan.FromSeconds(15);

    /// <summary>Waits until the token is cancelled.</summary>
    internal static async Task InTime(this CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
        await cancelled.Task.InTime();
    }

    internal static Task InTime(this Task task) => task.WaitAsync(Time);

    internal static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Time);

    internal static Task<T> InTime<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Time);
}
