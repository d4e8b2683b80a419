namespace OrleansML.Models;

/// <summary>A prediction by entity, and what its features were like.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.EntityPredictReply")]
public sealed record EntityPredictReply
{
    /// <summary>Output tensors and how they came about.</summary>
    [Id(0)]
    public required PredictReply Prediction { get; init; }

    /// <summary>The features that went in, in the order of the preprocessing's columns.</summary>
    [Id(1)]
    public required FeatureUse[] Features { get; init; }

    /// <summary>What went wrong with sources on the way, one sentence each.</summary>
    [Id(2)]
    public string[] SourceFailures { get; init; } = [];

    /// <summary>Time spent on features, in microseconds.</summary>
    [Id(3)]
    public int FeatureMicroseconds { get; init; }
}
