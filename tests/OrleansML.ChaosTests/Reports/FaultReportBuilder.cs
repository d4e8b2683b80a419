using OrleansML.ChaosTests.Load;

namespace OrleansML.ChaosTests.Reports;

/// <summary>Sums up what a run recorded.</summary>
internal static class FaultReportBuilder
{
    private const int ExamplesKept = 10;

    public static FaultReport Build(
        string test,
        TimeSpan length,
        FaultMark[] faults,
        PredictionRecord[] predictions,
        WriteRecord[] writes,
        string[] writeFaults,
        ProbeRecord[] probes)
    {
        var latencies = predictions.Select(record => record.Latency.TotalMilliseconds).Order().ToArray();
        var failed = probes.Where(record => record.Fault is not null).ToArray();
        return new FaultReport
        {
            Test = test,
            Engines = TestResults.Engines,
            Faults = faults,
            Seconds = length.TotalSeconds,
            Predictions = predictions.Length,
            Lost = predictions.Count(record => record.Outcome is PredictionOutcome.Lost),
            Wrong = predictions.Count(record => record.Outcome is PredictionOutcome.Wrong),
            BalancerRetries = predictions.Sum(record => record.Retries),
            MedianMilliseconds = Quantile(latencies, 0.5),
            Percentile99Milliseconds = Quantile(latencies, 0.99),
            LongestMilliseconds = Quantile(latencies, 1),
            WritesAcknowledged = writes.Count(record => record.Acknowledged is not null),
            WritesOpen = writes.Count(record => record.Acknowledged is null),
            WriteFaults = writeFaults,
            WriteRetries = writes.Sum(record => record.Failures),
            LongestWrite = writes.Select(record => (record.Acknowledged - record.Sent)?.TotalSeconds ?? 0).DefaultIfEmpty().Max(),
            ProbeCalls = probes.Length,
            ProbeFailures = failed.Length,
            LastFailedCallSent = failed.Select(record => SinceFault(faults, record.Sent)).Where(since => since is not null).Max(),
            FirstAnswer = FirstAnswer(faults, probes),
            LongestProbeCall = probes.Select(record => (record.Ended - record.Sent).TotalSeconds).DefaultIfEmpty().Max(),
            Examples = Examples(predictions, writes, failed),
        };
    }

    private static double Quantile(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];

    // A run with several faults is judged by the slowest recovery.
    private static double? SinceFault(FaultMark[] faults, TimeSpan at) =>
        faults.LastOrDefault(fault => fault.At <= at) is { } fault ? (at - fault.At).TotalSeconds : null;

    private static double? FirstAnswer(FaultMark[] faults, ProbeRecord[] probes) => faults
        .Select(fault => probes
            .Where(record => record.Fault is null && record.Sent >= fault.At)
            .Select(record => (double?)(record.Ended - fault.At).TotalSeconds)
            .Min())
        .Max();

    private static string[] Examples(PredictionRecord[] predictions, WriteRecord[] writes, ProbeRecord[] failed) =>
    [
        .. predictions.Where(record => record.Fault is not null).Take(ExamplesKept).Select(record =>
            FormattableString.Invariant($"{record.Due.TotalSeconds:F1} s {record.Way} {record.Outcome} after {record.Latency.TotalSeconds:F1} s: {record.Fault}")),
        .. writes.Where(record => record.LastFailure is not null).Take(ExamplesKept).Select(record =>
            FormattableString.Invariant($"{record.Sent.TotalSeconds:F1} s {record.Reason ?? "push"} failed {record.Failures} times: {record.LastFailure}")),
        .. failed.Take(ExamplesKept).Select(record =>
            FormattableString.Invariant($"{record.Sent.TotalSeconds:F1} s probe after {(record.Ended - record.Sent).TotalSeconds:F1} s: {record.Fault}")),
    ];
}
