using System.Text.Json;

namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>Writes figures as JSON lines.</summary>
internal static class Report
{
    /// <summary>How long each figure is measured.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    /// <summary>How long calls run before a figure is measured.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    /// <summary>How long calls run before the first figure of a process, so that its code is compiled.</summary>
    public static readonly TimeSpan FirstWarmUp = TimeSpan.FromSeconds(3);

    public static readonly int[] Concurrencies = [1, 16, 128];

    public static void Write(string name, double value, string unit) =>
        Console.WriteLine(JsonSerializer.Serialize(new { name, value = Math.Round(value, 2), unit }));

    public static void Write(string name, LatencyHistogram histogram)
    {
        Write($"{name}.calls", histogram.Total / Duration.TotalSeconds, "calls/s");
        Write($"{name}.p50", histogram.MicrosecondsAt(0.50), "us");
        Write($"{name}.p99", histogram.MicrosecondsAt(0.99), "us");
    }
}
