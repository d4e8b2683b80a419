namespace OrleansML.Learning.Evaluation;

/// <summary>How good the predictions of one model are, on all rows and in each segment. Goes into the model package as <c>metrics.json</c>.</summary>
public sealed record EvaluationReport
{
    /// <summary>What is predicted.</summary>
    public required EvaluationTask Task { get; init; }

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Share that lies within the intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>Resamples that the intervals rest on.</summary>
    public required int Resamples { get; init; }

    /// <summary>Every metric of the task by its name.</summary>
    public required IReadOnlyDictionary<string, MetricInterval> Metrics { get; init; }

    /// <summary>The segments, column by column.</summary>
    public required IReadOnlyList<SegmentReport> Segments { get; init; }

    /// <summary>Measures predictions by every metric of their task, with percentile intervals of a bootstrap of the rows.</summary>
    /// <param name="predictions">The model's.</param>
    /// <param name="segments">Columns to look at one value at a time, row by row.</param>
    /// <param name="smallestSegment">Rows that a segment needs to stand alone; smaller ones are put together.</param>
    /// <param name="confidence">Share that lies within the intervals, above 0 and below 1.</param>
    /// <param name="resamples">Resamples, at least 1.</param>
    /// <param name="seed">Seed of the resamples.</param>
    /// <param name="cancellationToken">Ends the work between two resamples.</param>
    public static EvaluationReport Measure(
        Predictions predictions,
        IReadOnlyDictionary<string, IReadOnlyList<string?>> segments,
        int smallestSegment,
        double confidence,
        int resamples,
        int seed,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(segments);
        var rows = predictions.Rows;
        Segment[] split = [.. segments.OrderBy(static column => column.Key, StringComparer.Ordinal).SelectMany(column => Segment.Split(column.Key, column.Value, smallestSegment))];
        var measured = split.Select(segment => new MeasuredRows(predictions, segment.Rows, resamples))
            .Prepend(new MeasuredRows(predictions, [.. Enumerable.Range(0, rows.Count)], resamples)).ToArray();
        var resampler = new RowResampler(rows, seed);
        for (var resample = 0; resample < resamples; resample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var weights = resampler.Next();
            foreach (var part in measured)
                part.Add(resample, weights);
        }

        return new EvaluationReport
        {
            Task = rows.Task,
            Rows = rows.Count,
            Confidence = confidence,
            Resamples = resamples,
            Metrics = measured[0].Intervals(confidence),
            Segments = [.. split.Zip(measured.Skip(1), (segment, part) => new SegmentReport(segment.Name, segment.Rows.Length, part.Intervals(confidence)))],
        };
    }
}
