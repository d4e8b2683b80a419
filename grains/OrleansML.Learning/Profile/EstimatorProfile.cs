using OrleansML.Learning.Monitoring;

namespace OrleansML.Learning.Profile;

/// <summary>What the rows that a classifier of two classes was judged on say of its scores, so that later ones tell how good it is without labels; see <see cref="PerformanceEstimator"/>.</summary>
public sealed record EstimatorProfile
{
    /// <summary>The class whose probability the scores are.</summary>
    public required string Positive { get; init; }

    /// <summary>Score from which on a row was decided to be positive.</summary>
    public required double Threshold { get; init; }

    /// <summary>How many rows there were.</summary>
    public required long Rows { get; init; }

    /// <summary>Ascending scores; null: scores are probabilities as they are.</summary>
    public IReadOnlyList<double>? Scores { get; init; }

    /// <summary>The probability that each of <see cref="Scores"/> stands for, linear between them.</summary>
    public IReadOnlyList<double>? Probabilities { get; init; }

    /// <summary>What each metric is off by because rows are a sample.</summary>
    public required IReadOnlyDictionary<string, SamplingError> Errors { get; init; }
}
