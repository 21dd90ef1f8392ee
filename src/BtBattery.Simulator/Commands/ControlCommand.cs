using BtBattery.Simulator.Control;

namespace BtBattery.Simulator.Commands;

/// <summary>btbattery-sim ctl</summary>
internal static class ControlCommand
{
    public static async Task<int> ExecuteAsync(string socket, IReadOnlyList<string> words, TimeProvider time)
    {
        using var stop = new StopSignals();
        try
        {
            string answer = await ControlClient.AskAsync(socket, ControlLine.Join(words), time, stop.Token);
            bool isOk = answer == "ok" || answer.StartsWith("ok ", StringComparison.Ordinal);
            if (isOk && words[0] == "help") answer = answer["ok ".Length..].Replace(" | ", "\n", StringComparison.Ordinal);
            await (isOk ? Console.Out : Console.Error).WriteLineAsync(answer);
            return isOk ? ExitCode.Ok : ExitCode.Usage;
        }
        catch (ControlException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitCode.Environment;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Ok;
        }
    }
}
