namespace OrleansML.Learning.Mlp;

/// <summary>Brings each feature to mean 0 and deviation 1 before the first layer.</summary>
public sealed class FeatureScaling
{
    private FeatureScaling(float[] means, float[] deviations) => (Means, Deviations) = (means, deviations);

    /// <summary>The mean of each feature.</summary>
    public float[] Means { get; }

    /// <summary>The standard deviation of each feature; 1 where the feature is constant.</summary>
    public float[] Deviations { get; }

    /// <summary>Measures the features of a set of rows.</summary>
    /// <param name="rows">Row-major values; at least one row.</param>
    /// <param name="features">Values per row; at least 1.</param>
    /// <exception cref="ArgumentException">The values do not form whole rows, or there is none.</exception>
    public static FeatureScaling Fit(ReadOnlySpan<float> rows, int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (rows.IsEmpty || rows.Length % features != 0)
            throw new ArgumentException($"{rows.Length} values do not form rows of {features} features.", nameof(rows));

        var count = rows.Length / features;
        var means = new double[features];
        var squares = new double[features];
        // Two passes: the sum of squares of large values would cancel.
        for (var i = 0; i < rows.Length; i++)
            means[i % features] += (double)rows[i] / count;
        for (var i = 0; i < rows.Length; i++)
            squares[i % features] += Math.Pow(rows[i] - means[i % features], 2) / count;

        return new FeatureScaling(
            Array.ConvertAll(means, mean => (float)mean),
            Array.ConvertAll(squares, variance => variance > 1e-12 ? (float)Math.Sqrt(variance) : 1f));
    }

    /// <summary>Scales one row.</summary>
    internal void Apply(ReadOnlySpan<float> row, Span<float> scaled)
    {
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = (row[i] - Means[i]) / Deviations[i];
    }
}
