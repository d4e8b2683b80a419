namespace OrleansML.Learning.Evaluation;

/// <summary>How good predictions are in a segment.</summary>
/// <param name="Segment">Its name, such as <c>Contract=One year</c>.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Metrics">Every metric of the task by its name, with its interval.</param>
public sealed record SegmentReport(string Segment, int Rows, IReadOnlyDictionary<string, MetricInterval> Metrics);
