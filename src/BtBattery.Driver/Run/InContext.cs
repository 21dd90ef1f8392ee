namespace BtBattery.Driver.Run;

/// <summary>
/// Waits for what is completed elsewhere: on another thread, or by a loop that does not run what waits for it. WaitAsync on such a task itself would go on outside the
/// context of the caller; on one of these it does not.
/// </summary>
internal static class InContext
{
    /// <summary>The same task, ending in the context of the caller.</summary>
    public static async Task Of(Task task) => await task;

    /// <inheritdoc cref="Of(Task)"/>
    public static async Task<T> Of<T>(Task<T> task) => await task;
}
