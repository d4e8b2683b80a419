namespace OrleansML.Learning.Samples;

/// <summary>Size and seed of a generated stream of card transactions. The defaults give about 30,000 transactions.</summary>
public sealed record CardTransactionGeneratorOptions
{
    /// <summary>Any number; the same seed and settings give the same stream.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many cards pay; 1 to 100,000, default 500.</summary>
    public int Cards { get; init; } = 500;

    /// <summary>How many days the stream covers; 1 to 366, default 30.</summary>
    public int Days { get; init; } = 30;

    /// <summary>The first midnight of the stream in UTC; default 1 January 2026.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Fraud episodes per card and day; 0 to 1. An episode is 1 to 11 transactions; the default of 0.007 makes about 1.5 % fraud.
    /// </summary>
    public double FraudEpisodesPerCardDay { get; init; } = 0.007;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Cards, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Cards, 100_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(Days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Days, 366);
        if (!(FraudEpisodesPerCardDay is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(FraudEpisodesPerCardDay), FraudEpisodesPerCardDay, "Fraud episodes per card and day must lie between 0 and 1.");
        }
    }
}
