using System.Diagnostics;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>A new call to one grain every 100 ms, whether or not those before are answered.</summary>
internal sealed class CallSeries(IPlacedGrain grain, int victim)
{
    /// <summary>So many answered calls in a row, and the cluster has recovered.</summary>
    private const int Steady = 30;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <summary>Beyond the time limit of a call, 30 s: a call that is never answered must not keep the benchmark.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(45);

    private readonly List<Task<Call>> _calls = [];

    /// <summary>Calls, lets the fault happen, and calls until the cluster has recovered or the limit is over.</summary>
    /// <param name="before">How long before the fault it calls.</param>
    /// <param name="fault">Makes the fault happen.</param>
    /// <param name="limit">How long after the fault it calls at most.</param>
    public async Task<RecoveryRound> RunAsync(TimeSpan before, Func<Task> fault, TimeSpan limit)
    {
        using var timer = new PeriodicTimer(Period);
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < before && await timer.WaitForNextTickAsync())
            Send();

        await fault();
        var happened = Stopwatch.GetTimestamp();
        var sentBefore = _calls.Count;
        while (await timer.WaitForNextTickAsync() && Stopwatch.GetElapsedTime(happened) < limit && !HasRecovered(sentBefore))
            Send();

        return Summarise(await Task.WhenAll(_calls), happened, limit);
    }

    private static RecoveryRound Summarise(Call[] calls, long happened, TimeSpan limit)
    {
        double Since(long timestamp) => Math.Max((timestamp - happened) / (double)Stopwatch.Frequency, 0);
        var failed = calls.Where(call => call.Failed && call.Done > happened).ToArray();
        var answers = calls.Where(call => call.Elsewhere).Select(call => Since(call.Done)).ToArray();
        return new RecoveryRound(
            answers.Length > 0,
            answers.Length > 0 ? answers.Min() : limit.TotalSeconds,
            failed.Length > 0 ? failed.Max(call => Since(call.Sent)) : 0,
            failed.Length > 0 ? failed.Max(call => Since(call.Done)) : 0,
            failed.Length,
            failed.Length > 0 ? failed.Max(call => Stopwatch.GetElapsedTime(call.Sent, call.Done).TotalSeconds) : 0);
    }

    private bool HasRecovered(int sentBefore) =>
        _calls.Count >= sentBefore + Steady && _calls.TakeLast(Steady).All(call => call.IsCompletedSuccessfully && call.Result.Elsewhere);

    private void Send() => _calls.Add(CallAsync());

    private async Task<Call> CallAsync()
    {
        var sent = Stopwatch.GetTimestamp();
        try
        {
            var process = ActivationIdentity.ProcessOf(await grain.Identify().WaitAsync(LongestCall));
            return new Call(sent, Stopwatch.GetTimestamp(), Failed: false, process != victim);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return new Call(sent, Stopwatch.GetTimestamp(), Failed: true, Elsewhere: false);
        }
    }

    private readonly record struct Call(long Sent, long Done, bool Failed, bool Elsewhere);
}
