namespace OrleansML.Learning.Profile;

/// <summary>A column of numbers. Where it has none, everything but the counts is NaN, and the histogram is one empty bin.</summary>
public sealed record NumericProfile
{
    /// <summary>Values that are there.</summary>
    public required long Count { get; init; }

    /// <summary>Values that are missing.</summary>
    public required long Missing { get; init; }

    /// <summary>Mean.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation, with the count as divisor.</summary>
    public required double Deviation { get; init; }

    /// <summary>Smallest value.</summary>
    public required double Minimum { get; init; }

    /// <summary>Greatest value.</summary>
    public required double Maximum { get; init; }

    /// <summary>The quantiles at 0, 0.1, ... 1, linear between values (type 7 of Hyndman and Fan, 1996).</summary>
    public required IReadOnlyList<double> Quantiles { get; init; }

    /// <summary>Values in bins.</summary>
    public required NumericHistogram Histogram { get; init; }
}
