using OrleansML.Learning.Samples;
using Xunit;

namespace OrleansML.LearningTests.Samples;

public sealed class CardFeaturesTests
{
    private static readonly IReadOnlyList<LabelledTransaction> Rows =
        CardTransactionGenerator.Generate(new() { Cards = 40, Days = 10, FraudEpisodesPerCardDay = 0.05 });

    [Fact]
    public void Names_AreThirtyDifferentColumnNames()
    {
        Assert.Equal(30, CardFeatures.Count);
        Assert.Equal(30, CardFeatures.Names.Distinct().Count());
        Assert.All(CardFeatures.Names, name => Assert.Matches("^[a-z][a-z0-9_]*$", name));
    }

    [Fact]
    public void Features_OfEveryRow_AreFinite() =>
        Assert.All(Rows, row => Assert.All(row.Features.ToArray(), value => Assert.True(float.IsFinite(value))));

    [Theory]
    [InlineData("count_last_10_minutes", 10)]
    [InlineData("count_last_hour", 60)]
    [InlineData("count_last_day", 1440)]
    public void Counts_EqualACountOverTheWholeStream(string feature, int minutes) =>
        AssertFeature(feature, (transaction, earlier) => Within(transaction, earlier, TimeSpan.FromMinutes(minutes)).Count());

    [Fact]
    public void AmountToCardMean_EqualsAMeanOverTheEarlierPayments() =>
        AssertFeature("amount_to_card_mean", (transaction, earlier) =>
            earlier.Count == 0 ? 1 : Math.Min((double)transaction.Amount / earlier.Average(other => (double)other.Amount), 100));

    [Fact]
    public void AmountLastDay_EqualsASumOverTheEarlierPayments() =>
        AssertFeature("amount_last_day_log", (transaction, earlier) =>
            Math.Log(1 + Within(transaction, earlier, TimeSpan.FromDays(1)).Sum(other => (double)other.Amount)));

    [Fact]
    public void CountriesLastDay_CountsThePaymentsOwnCountryToo() =>
        AssertFeature("countries_last_day", (transaction, earlier) =>
            Within(transaction, earlier, TimeSpan.FromDays(1)).Append(transaction).DistinctBy(other => other.Country).Count());

    [Fact]
    public void KilometresFromLast_AgreesWithTheLawOfCosines() =>
        AssertFeature(
            "kilometres_from_last_log",
            (transaction, earlier) => earlier.Count == 0 ? 0 : Math.Log(1 + Kilometres(earlier[^1], transaction)),
            tolerance: 2e-3);

    [Fact]
    public void Kilometres_BerlinToParis_MatchesTheAtlas() =>
        Assert.Equal(878, Kilometres(At(52.52, 13.405), At(48.8566, 2.3522)), 2.0);

    private static IEnumerable<CardTransaction> Within(CardTransaction transaction, List<CardTransaction> earlier, TimeSpan span) =>
        earlier.Where(other => transaction.EventTime - other.EventTime <= span);

    // The formula that the product does not use; it loses precision only for neighbours.
    private static double Kilometres(CardTransaction from, CardTransaction to)
    {
        var (latitude1, latitude2) = (double.DegreesToRadians(from.Latitude), double.DegreesToRadians(to.Latitude));
        var turn = double.DegreesToRadians(to.Longitude - from.Longitude);
        var cosine = Math.Sin(latitude1) * Math.Sin(latitude2) + Math.Cos(latitude1) * Math.Cos(latitude2) * Math.Cos(turn);
        return 6371.0 * Math.Acos(Math.Clamp(cosine, -1, 1));
    }

    private static CardTransaction At(double latitude, double longitude) =>
        new(1, default, "card", 1, MerchantCategory.Fuel, "DE", PaymentChannel.Chip, latitude, longitude);

    private static void AssertFeature(string name, Func<CardTransaction, List<CardTransaction>, double> expected, double tolerance = 1e-4)
    {
        var index = CardFeatures.Names.Index().Single(entry => entry.Item == name).Index;
        foreach (var card in Rows.GroupBy(row => row.Transaction.CardId))
        {
            var earlier = new List<CardTransaction>();
            foreach (var row in card)
            {
                var value = expected(row.Transaction, earlier);
                Assert.Equal(value, row.Features.Span[index], tolerance * Math.Max(1, Math.Abs(value)));
                earlier.Add(row.Transaction);
            }
        }
    }
}
