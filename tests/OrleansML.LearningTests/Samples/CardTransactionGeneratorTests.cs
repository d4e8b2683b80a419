using OrleansML.Learning.Samples;
using Xunit;

namespace OrleansML.LearningTests.Samples;

public sealed class CardTransactionGeneratorTests
{
    private static readonly CardTransactionGeneratorOptions Small = new() { Cards = 60, Days = 12, FraudEpisodesPerCardDay = 0.02 };

    [Fact]
    public void Generate_SameSeed_GivesTheSameBytes()
    {
        Assert.Equal(Csv(Small), Csv(Small));
        Assert.NotEqual(Csv(Small), Csv(Small with { Seed = 2 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Generate_Defaults_GiveAboutOneAndAHalfPercentFraudOfAllPatterns(int seed)
    {
        var rows = CardTransactionGenerator.Generate(new() { Seed = seed });

        Assert.InRange(rows.Count, 20_000, 40_000);
        Assert.InRange(rows.Count(row => row.IsFraud) / (double)rows.Count, 0.01, 0.02);
        Assert.Equal(Enum.GetValues<FraudPattern>(), rows.Select(row => row.Fraud).Distinct().Order());
    }

    [Fact]
    public void Generate_Rows_AreNumberedInOrderOfTimeInsideTheWindow()
    {
        var rows = CardTransactionGenerator.Generate(Small);

        Assert.Equal(Enumerable.Range(1, rows.Count).Select(number => (long)number), rows.Select(row => row.Transaction.TransactionId));
        Assert.Equal(rows.Select(row => row.Transaction.EventTime).Order(), rows.Select(row => row.Transaction.EventTime));
        Assert.All(rows, row => Assert.InRange(row.Transaction.EventTime, Small.Start, Small.Start.AddDays(Small.Days)));
        Assert.All(rows, row => Assert.InRange(row.Transaction.Amount, 0.5m, 20_000m));
    }

    [Fact]
    public void Generate_LongerStream_LeavesEarlierRowsAndTheirFeaturesAsTheyWere()
    {
        // Payments of one day may fall into the day before (time zones), so the last two days are left out.
        var end = Small.Start.AddDays(Small.Days - 2);
        var shorter = CardTransactionGenerator.Generate(Small).TakeWhile(row => row.Transaction.EventTime < end).ToList();
        var longer = CardTransactionGenerator.Generate(Small with { Days = 20 }).Take(shorter.Count).ToList();

        Assert.NotEmpty(shorter);
        Assert.Equal(shorter.Select(row => row.Transaction), longer.Select(row => row.Transaction));
        Assert.All(shorter.Zip(longer), pair => Assert.Equal(pair.First.Features.ToArray(), pair.Second.Features.ToArray()));
    }

    [Fact]
    public void Generate_NoEpisodes_HasNoFraud() =>
        Assert.DoesNotContain(CardTransactionGenerator.Generate(Small with { FraudEpisodesPerCardDay = 0 }), row => row.IsFraud);

    [Theory]
    [InlineData(0, 30, 0.01)]
    [InlineData(100_001, 30, 0.01)]
    [InlineData(10, 0, 0.01)]
    [InlineData(10, 367, 0.01)]
    [InlineData(10, 30, -0.1)]
    [InlineData(10, 30, double.NaN)]
    public void Generate_OptionOutsideItsRange_IsRefused(int cards, int days, double episodes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CardTransactionGenerator.Generate(
            new() { Cards = cards, Days = days, FraudEpisodesPerCardDay = episodes }));

    private static string Csv(CardTransactionGeneratorOptions options)
    {
        using var writer = new StringWriter();
        CardTransactionCsv.Write(writer, CardTransactionGenerator.Generate(options));
        return writer.ToString();
    }
}
