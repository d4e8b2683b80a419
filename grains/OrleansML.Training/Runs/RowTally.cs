namespace OrleansML.Training.Runs;

/// <summary>
/// What was read, in a form that adds up in any order: two tallies of the same number of rows and the same hash come, but for an accident of
/// 64 bits, from the same rows.
/// </summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Hash">The sum of a 64-bit hash of each row's number, modulo 2^64.</param>
public readonly record struct RowTally(long Rows, ulong Hash)
{
    /// <summary>The tally of some rows.</summary>
    /// <param name="rows">Numbers of the rows.</param>
    public static RowTally Of(ReadOnlySpan<long> rows)
    {
        var hash = 0UL;
        foreach (var row in rows)
            hash += SplitMix.Mix((ulong)row);
        return new RowTally(rows.Length, hash);
    }

    /// <summary>The tally of the rows 0 to <paramref name="count"/> - 1: what an epoch must come to.</summary>
    /// <param name="count">How many rows, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static RowTally OfAll(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var hash = 0UL;
        for (var row = 0L; row < count; row++)
            hash += SplitMix.Mix((ulong)row);
        return new RowTally(count, hash);
    }

    /// <summary>Both together.</summary>
    public static RowTally operator +(RowTally left, RowTally right) => new(left.Rows + right.Rows, left.Hash + right.Hash);
}
