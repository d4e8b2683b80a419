using OrleansML.Tensors;

namespace OrleansML.Cli.Quickstart;

/// <summary>Sends requests from a few callers at once, each waiting for its answer before it sends the next, and keeps answers and latencies.</summary>
internal static class TrafficDriver
{
    private const int Callers = 4;
    private const int WarmUpRequests = 50;

    public static async Task<WayInResult> RunAsync(WayIn way, IReadOnlyList<Tensor[]> requests, CancellationToken cancellationToken)
    {
        for (var index = 0; index < WarmUpRequests; index++)
            await way.PredictAsync(requests[index % requests.Count], cancellationToken);

        var answers = new IReadOnlyList<Tensor>[requests.Count];
        var latencies = new TimeSpan[requests.Count];
        var started = TimeProvider.System.GetTimestamp();
        await Parallel.ForAsync(
            0,
            requests.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken },
            async (index, cancellation) =>
            {
                var sent = TimeProvider.System.GetTimestamp();
                answers[index] = await way.PredictAsync(requests[index], cancellation);
                latencies[index] = TimeProvider.System.GetElapsedTime(sent);
            });
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        Array.Sort(latencies);
        return new WayInResult(way.Name, answers, elapsed, latencies);
    }
}
