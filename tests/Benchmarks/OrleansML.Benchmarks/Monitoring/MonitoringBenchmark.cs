namespace OrleansML.Benchmarks.Monitoring;

/// <summary>What does watching models cost: beside a table in pandas, per value, per query, per stored window, and beside a silo that does not watch? And how soon is drift an alarm?</summary>
internal static class MonitoringBenchmark
{
    public const string Name = "monitoring";

    private static readonly (string Name, Func<IAsyncEnumerable<Measurement>> Run)[] Parts =
    [
        ("profile", ProfilePart.RunAsync), ("count", CountPart.RunAsync), ("query", QueryPart.RunAsync), ("events", EventsPart.RunAsync),
        ("alarm", AlarmPart.RunAsync),
    ];

    /// <summary>Runs all parts, or one.</summary>
    /// <param name="only">Name of the part; null: all.</param>
    public static async IAsyncEnumerable<Measurement> RunAsync(string? only)
    {
        foreach (var (_, run) in Parts.Where(part => only is null || part.Name == only))
        {
            await foreach (var row in run())
                yield return row;
        }
    }
}
