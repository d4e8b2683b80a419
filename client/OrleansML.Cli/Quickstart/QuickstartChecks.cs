using System.Globalization;
using OrleansML.Learning.Metrics;

namespace OrleansML.Cli.Quickstart;

/// <summary>Judges what came back.</summary>
internal static class QuickstartChecks
{
    // The generated stream is made so that a plain network separates it well; far below this the pipeline is broken somewhere.
    private const double LowestRocAuc = 0.9;
    private const double LargestRocAucDifference = 1e-3;

    // No statement about speed: a request that takes this long has waited for something that should not be waited for.
    private static readonly TimeSpan LongestSaneLatency = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<QuickstartCheck> Judge(Workload workload, IReadOnlyList<WayInResult> results)
    {
        var checks = new List<QuickstartCheck>();
        foreach (var result in results.Skip(1))
            checks.Add(Agreement(results[0], result));
        foreach (var result in results)
        {
            var slow = result.Percentile(0.99);
            checks.Add(new QuickstartCheck(
                $"{result.Name} answers 99 of 100 requests within {LongestSaneLatency.TotalSeconds} s", slow <= LongestSaneLatency, Milliseconds(slow)));
        }

        if (workload.ExpectedRocAuc is { } expected)
            checks.Add(Ranking(workload, results[0], expected));
        return checks;
    }

    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms");

    private static QuickstartCheck Agreement(WayInResult reference, WayInResult other)
    {
        var different = Enumerable.Range(0, reference.Answers.Count)
            .Count(index => !TensorComparison.AreEqual(reference.Answers[index], other.Answers[index]));
        return new QuickstartCheck(
            $"{other.Name} answers the same as {reference.Name}",
            different == 0,
            different == 0 ? $"{reference.Answers.Count} of {reference.Answers.Count} equal" : $"{different} of {reference.Answers.Count} differ");
    }

    private static QuickstartCheck Ranking(Workload workload, WayInResult result, double expected)
    {
        var scores = result.Answers.Select(answer => answer[0].AsSpan<float>()[0]).ToArray();
        var served = BinaryClassificationMetrics.RocAuc(scores, workload.Labels.ToArray());
        return new QuickstartCheck(
            string.Create(CultureInfo.InvariantCulture, $"served predictions rank frauds as the trained model did, ROC AUC of {LowestRocAuc} or more"),
            served >= LowestRocAuc && Math.Abs(served - expected) <= LargestRocAucDifference,
            string.Create(CultureInfo.InvariantCulture, $"{served:0.0000} served, {expected:0.0000} trained"));
    }
}
