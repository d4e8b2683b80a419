namespace OrleansML.Features;

/// <summary>Which features of a view a reader wants, and what its request brings along for derived ones. The same for every entity of a call.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureSelection")]
public sealed record FeatureSelection
{
    /// <summary>Names of fields, windows and derived features, in the order of the reply; null for all.</summary>
    [Id(0)]
    public string[]? Features { get; init; }

    /// <summary>Time for all sources together, 1 ms to 1 min; what is not there by then is answered by age.</summary>
    [Id(1)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether values tagged <c>pii</c> are given out as they are; values tagged <c>secret</c> never leave the silos.</summary>
    [Id(2)]
    public bool Personal { get; init; }

    /// <summary>Whether values tagged <c>secret</c> are given out; set by silos that feed a model, and refused from anybody else.</summary>
    [Id(3)]
    public bool Secret { get; init; }

    /// <summary>Name and version of the model that reads, such as <c>fraud/3</c>: its vectors go to the history. Null: nothing is recorded.</summary>
    [Id(4)]
    public string? Reader { get; init; }
}
