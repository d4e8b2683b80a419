namespace OrleansML.Learning.Features;

/// <summary>What a window computes over the values in it; missing and non-finite values are left out.</summary>
public enum WindowAggregate
{
    /// <summary>How many values: long, 0 when empty.</summary>
    Count,

    /// <summary>
    /// Sum: double, 0 when empty. Accumulated in twice the precision of a double: off by at most half a unit in the last place plus
    /// n * 2^-104 times the sum of absolute values, in whatever order events arrive.
    /// </summary>
    Sum,

    /// <summary>Arithmetic mean: the sum by the count, double; missing when empty.</summary>
    Mean,

    /// <summary>Smallest value: double; missing when empty.</summary>
    Min,

    /// <summary>Largest value: double; missing when empty.</summary>
    Max,

    /// <summary>Population standard deviation (divides by n): double; missing when empty. Merged after Chan, Golub and LeVeque 1979.</summary>
    Std,

    /// <summary>Value of the latest event: the field's type; missing when empty.</summary>
    Last,

    /// <summary>
    /// How many different values: long, 0 when empty. By HyperLogLog: exact for a few hundred values but for hash collisions, beyond that with
    /// a standard error of 1.04 / sqrt(2^precision), 1.6 % by default.
    /// </summary>
    Distinct,
}
