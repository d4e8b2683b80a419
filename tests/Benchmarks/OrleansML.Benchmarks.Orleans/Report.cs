using System.Diagnostics;
using System.Text.Json;

namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>Measures figures and writes them as JSON lines.</summary>
internal static class Report
{
    public static readonly int[] Concurrencies = [1, 16, 128];

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan FirstWarmUp = TimeSpan.FromSeconds(3);

    /// <summary>Runs calls that are not measured, so that the code of the process is compiled.</summary>
    public static Task WarmUpProcessAsync(Func<long, Task<LatencyHistogram>> callUntil) => RunAsync(callUntil, FirstWarmUp);

    /// <summary>Runs calls until a given time stamp, once to warm up and once to measure, and writes rate, p50 and p99.</summary>
    public static async Task MeasureAsync(string name, Func<long, Task<LatencyHistogram>> callUntil)
    {
        await RunAsync(callUntil, WarmUp);
        var (histogram, elapsed) = await RunAsync(callUntil, Duration);
        Write($"{name}.calls", histogram.Total / elapsed.TotalSeconds, "calls/s");
        Write($"{name}.p50", histogram.MicrosecondsAt(0.50), "us");
        Write($"{name}.p99", histogram.MicrosecondsAt(0.99), "us");
    }

    public static void Write(string name, double value, string unit) =>
        Console.WriteLine(JsonSerializer.Serialize(new { name, value = Math.Round(value, 2), unit }));

    private static async Task<(LatencyHistogram Histogram, TimeSpan Elapsed)> RunAsync(
        Func<long, Task<LatencyHistogram>> callUntil, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var histogram = await callUntil(start + (long)(duration.TotalSeconds * Stopwatch.Frequency));
        return (histogram, Stopwatch.GetElapsedTime(start));
    }
}
