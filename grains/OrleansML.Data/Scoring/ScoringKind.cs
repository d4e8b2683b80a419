namespace OrleansML.Data.Scoring;

/// <summary>What a value is in memory.</summary>
public enum ScoringKind
{
    /// <summary><see cref="float"/>; FLOAT in the output.</summary>
    Float32,

    /// <summary><see cref="double"/>; DOUBLE in the output.</summary>
    Float64,

    /// <summary><see cref="int"/>; INTEGER in the output.</summary>
    Int32,

    /// <summary><see cref="long"/>; BIGINT in the output.</summary>
    Int64,

    /// <summary><see cref="bool"/>; BOOLEAN in the output.</summary>
    Bool,

    /// <summary><see cref="string"/>; VARCHAR in the output.</summary>
    Text,

    /// <summary><see cref="OrleansML.Learning.Features.FeatureValue"/>, missing where the input has none; only to read, for preprocessing.</summary>
    Feature,
}
