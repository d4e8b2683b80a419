namespace OrleansML.Benchmarks.Cluster;

/// <summary>
/// Is a cluster of silo processes over Redis no slower, no heavier and no later to recover on the stand-in than on Orleans? The same
/// program, built with each; they take turns part by part, so that a change of the machine's load meets both.
/// </summary>
internal static class ClusterComparison
{
    public const string Name = "cluster";

    public const string QuickOption = "--quick";

    private const double LongestFastRecoverySeconds = 5;

    private const double LongestDefaultRecoverySeconds = 30;

    private static readonly string[] Parts = ["calls", "membership", "directory", "recovery-default", "recovery-fast"];

    /// <param name="quick">Whether to measure only what takes two minutes.</param>
    public static async IAsyncEnumerable<Measurement> RunAsync(bool quick)
    {
        var official = EngineProgram.Find("official");
        var standIn = EngineProgram.FindStandIn(Name);
        foreach (var part in Parts)
        {
            string[] arguments = quick ? [Name, part, QuickOption] : [Name, part];
            var baselines = official is null ? [] : await official.MeasureAsync(arguments);
            foreach (var (name, row) in await standIn.MeasureAsync(arguments))
                yield return Compare(row, baselines.TryGetValue(name, out var baseline) ? baseline.Value : null);
        }
    }

    private static Measurement Compare(EngineProgram.Row row, double? orleans)
    {
        var ratio = orleans is { } divisor && divisor != 0 ? row.Value / divisor : (double?)null;
        var (budget, met) = Judge(row, orleans);
        return new Measurement(row.Name, row.Value, row.Unit, orleans, ratio, budget, met);
    }

    private static (string Budget, bool? Met) Judge(EngineProgram.Row row, double? orleans)
    {
        if (row.Name is "recovery.kill.fast.lastfailed.median" or "recovery.kill.default.lastfailed.median")
        {
            var isFast = row.Name.Contains(".fast.", StringComparison.Ordinal);
            var longest = isFast ? LongestFastRecoverySeconds : LongestDefaultRecoverySeconds;
            return orleans is { } peer
                ? ($"<= {longest} s and <= Orleans", row.Value <= longest && row.Value <= peer)
                : ($"<= {longest} s", row.Value <= longest);
        }

        // Ranges, counts and the model explain the other rows; nothing is promised of them.
        if (orleans is not { } baseline || !IsPromise(row))
            return ("", null);

        var moreIsBetter = row.Unit.EndsWith("s/s", StringComparison.Ordinal);
        return moreIsBetter ? (">= Orleans", row.Value >= baseline) : ("<= Orleans", row.Value <= baseline);
    }

    private static bool IsPromise(EngineProgram.Row row) =>
        row.Name.StartsWith("calls.", StringComparison.Ordinal)
        || (row.Name.StartsWith("recovery.", StringComparison.Ordinal) && row.Name.EndsWith(".median", StringComparison.Ordinal));
}
