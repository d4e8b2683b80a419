using System.Diagnostics;
using OrleansML.Client;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>Live predictions at a steady rate, each sent when it is due whether or not those before are answered.</summary>
internal static class LiveLoad
{
    private const int PerSecond = 200;

    /// <summary>Sends for some time.</summary>
    /// <returns>The 99th percentile of latency in microseconds, from when each was due to its answer, so that a sender that lags flatters nobody.</returns>
    public static async Task<double> MeasureAsync(OrleansMLClient client, ScoringModel model, TimeSpan duration)
    {
        var request = new PredictRequest { Inputs = [Tensor.Create(model.Input, new float[model.Width], 1, model.Width)] };
        var predictions = new List<Task<long>>();
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var started = Stopwatch.GetTimestamp();
        var all = (int)(duration.TotalSeconds * PerSecond);
        while (predictions.Count < all)
        {
            await clock.WaitForNextTickAsync();
            while (predictions.Count < all && DueAt(predictions.Count) is var due && due <= Stopwatch.GetTimestamp())
                predictions.Add(PredictAsync(due));
        }

        var latencies = await Task.WhenAll(predictions);
        Array.Sort(latencies);
        return latencies[(int)(latencies.Length * 0.99)] * 1e6 / Stopwatch.Frequency;

        long DueAt(int prediction) => started + (prediction * Stopwatch.Frequency / PerSecond);

        async Task<long> PredictAsync(long due)
        {
            await client.PredictAsync(model.Name, request);
            return Stopwatch.GetTimestamp() - due;
        }
    }
}
