using System.Collections.Concurrent;

namespace BtBattery.Bench;

/// <summary>Tries banks on several threads; each bank has one thread for all of its run, and nothing in common with the others.</summary>
/// <param name="threads">How many.</param>
internal sealed class BenchRunner(int threads)
{
    /// <summary>Told of each bank that is done, one after the other: it, and how many are done.</summary>
    public event Action<BankResult, int>? Done;

    /// <summary>Tries them all with the driver as it ships.</summary>
    /// <returns>What each showed, in the order of the banks.</returns>
    public IReadOnlyList<BankResult> Run(IReadOnlyList<BankCase> banks) => Run(banks, index => BankTrial.Run(banks[index]));

    /// <summary>Tries them all.</summary>
    /// <param name="banks">What is tried.</param>
    /// <param name="trial">Tries the one at a place, from 0.</param>
    /// <returns>What each showed, in the order of the banks.</returns>
    public IReadOnlyList<BankResult> Run(IReadOnlyList<BankCase> banks, Func<int, BankResult> trial)
    {
        var results = new BankResult[banks.Count];
        var next = new ConcurrentQueue<int>(Enumerable.Range(0, banks.Count));
        var telling = new Lock();
        int done = 0;
        Thread[] workers = [.. Enumerable.Range(0, Math.Min(threads, banks.Count)).Select(number => new Thread(Work) { Name = $"bank {number + 1}" })];
        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        return results;

        void Work()
        {
            while (next.TryDequeue(out int index))
            {
                BankResult result = Try(banks[index], () => trial(index));
                lock (telling)
                {
                    results[index] = result;
                    Done?.Invoke(result, ++done);
                }
            }
        }
    }

    private static BankResult Try(BankCase bank, Func<BankResult> trial)
    {
        try
        {
            return trial();
        }
#pragma warning disable CA1031 // A bank that cannot even be run is a finding like any other, and the others go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new BankResult { Case = bank, Violations = [new("run", TimeSpan.Zero, exception.ToString())], Notes = [], Hash = "" };
        }
    }
}
