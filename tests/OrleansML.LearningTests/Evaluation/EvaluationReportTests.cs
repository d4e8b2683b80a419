using OrleansML.Learning.Evaluation;
using Xunit;

namespace OrleansML.LearningTests.Evaluation;

public sealed class EvaluationReportTests
{
    // By hand: errors 1, 1, 0, 2 over all rows; 1, 1 in segment a and 0, 2 in segment b.
    [Fact]
    public void Measure_TwoSegments_HasEveryMetricOnEachWithItsRows()
    {
        var rows = new EvaluationRows(EvaluationTask.Regression, [1, 2, 3, 4]);
        var segments = new Dictionary<string, IReadOnlyList<string?>> { ["s"] = ["a", "a", "b", "b"] };

        var report = EvaluationReport.Measure(new Predictions(rows, [2, 3, 3, 6]), segments, smallestSegment: 2, confidence: 0.9, resamples: 200, seed: 1);

        Assert.Equal((4, 200, 0.9), (report.Rows, report.Resamples, report.Confidence));
        Assert.Equal(1, report.Metrics["mae"].Value);
        Assert.Equal(Math.Sqrt(1.5), report.Metrics["rmse"].Value, 1e-12);
        Assert.Equal(["s=a 2 1", "s=b 2 1"], report.Segments.Select(static segment => FormattableString.Invariant($"{segment.Segment} {segment.Rows} {segment.Metrics["mae"].Value}")));
        Assert.Equal(1, report.Segments[0].Metrics["mae"].Lower);
        Assert.Equal((0.0, 2.0), (report.Segments[1].Metrics["mae"].Lower, report.Segments[1].Metrics["mae"].Upper));
    }

    [Fact]
    public void Measure_Cancelled_Stops()
    {
        var rows = new EvaluationRows(EvaluationTask.Regression, [1, 2]);

        Assert.Throws<OperationCanceledException>(() => EvaluationReport.Measure(
            new Predictions(rows, [1, 2]), new Dictionary<string, IReadOnlyList<string?>>(), 10, 0.9, 100, 1, new CancellationToken(canceled: true)));
    }
}
