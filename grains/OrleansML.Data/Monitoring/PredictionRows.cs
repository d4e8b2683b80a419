using OrleansML.Learning.Features;

namespace OrleansML.Data.Monitoring;

/// <summary>One answered or failed request. Valid during the call that it is handed to: its values are overwritten by those of the next.</summary>
internal readonly record struct PredictionRows
{
    /// <summary>What the columns are; of a failed request only the model's name counts.</summary>
    public required PredictionLayout Layout { get; init; }

    /// <summary>The version that answered, and what is counted of it.</summary>
    public required EventCounter Counter { get; init; }

    /// <summary>The prediction's id; empty when the request failed.</summary>
    public Guid Id { get; init; }

    /// <summary>When it was answered.</summary>
    public required FeatureTime Time { get; init; }

    /// <summary>How many rows; 0 when the request failed.</summary>
    public int Rows { get; init; }

    /// <summary>Row by row, a value for each column of the layout.</summary>
    public ReadOnlyMemory<FeatureValue> Values { get; init; }

    /// <summary>Time between arrival and start of the computation.</summary>
    public int QueueMicroseconds { get; init; }

    /// <summary>Time of the computation.</summary>
    public int ComputeMicroseconds { get; init; }

    /// <summary>Time spent on features; 0 when the request brought tensors.</summary>
    public int FeatureMicroseconds { get; init; }

    /// <summary>Name of the error's code; null when the request was answered.</summary>
    public string? Error { get; init; }

    /// <summary>The values of a row.</summary>
    public ReadOnlySpan<FeatureValue> Row(int row) => Values.Span.Slice(row * Layout.Columns.Count, Layout.Columns.Count);
}
