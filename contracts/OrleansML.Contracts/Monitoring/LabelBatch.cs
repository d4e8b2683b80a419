namespace OrleansML.Monitoring;

/// <summary>Labels that are taken together.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.LabelBatch")]
public sealed record LabelBatch
{
    /// <summary>Most labels of a batch.</summary>
    public const int MostLabels = 10_000;

    /// <summary>1 to <see cref="MostLabels"/> labels.</summary>
    [Id(0)]
    public required PredictionLabel[] Labels { get; init; }
}
