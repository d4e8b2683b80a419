using OrleansML.Learning.Features;

namespace OrleansML.Data.History;

/// <summary>Which served vectors to compare with history.</summary>
public sealed record SkewRequest
{
    /// <summary>The view; vectors that were served by another definition of it are counted, not compared.</summary>
    public required FeatureView View { get; init; }

    /// <summary>A feature is skewed when more than this share of its compared values differs, 0 to 1; default 0.</summary>
    public double Threshold { get; init; }

    /// <summary>Most examples per feature, 0 to 100; default 3.</summary>
    public int MaximumExamples { get; init; } = 3;

    /// <summary>Vectors served before it are left out; null: none are.</summary>
    public FeatureTime? From { get; init; }

    /// <summary>Vectors served at it or later are left out; null: none are.</summary>
    public FeatureTime? Until { get; init; }

    internal IEnumerable<string> Violations()
    {
        if (!(Threshold is >= 0 and <= 1))
            yield return FormattableString.Invariant($"{nameof(Threshold)} is {Threshold}; 0 to 1 is allowed");
        if (MaximumExamples is < 0 or > 100)
            yield return $"{nameof(MaximumExamples)} is {MaximumExamples}; 0 to 100 is allowed";
    }
}
