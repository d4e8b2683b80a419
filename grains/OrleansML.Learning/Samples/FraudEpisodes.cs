namespace OrleansML.Learning.Samples;

/// <summary>
/// Draws what thieves do with a card. Amounts, places and hours overlap with the holder's own, so that no single feature
/// gives a fraud away.
/// </summary>
internal sealed class FraudEpisodes(CardProfile card, Random random)
{
    private const double DeviceInaccuracy = 1.0;

    private static readonly MerchantCategory[] Resellable =
    [
        MerchantCategory.Electronics,
        MerchantCategory.GiftCards,
        MerchantCategory.Jewellery,
        MerchantCategory.Clothing,
        MerchantCategory.Travel,
    ];

    /// <summary>Draws one episode that begins on the given day.</summary>
    public IEnumerable<DraftTransaction> Draw(DateTimeOffset midnight)
    {
        var time = midnight + TimeSpan.FromHours(random.NextUniform(0, 24));
        return random.NextIndex([0.3, 0.35, 0.35]) switch
        {
            0 => CardTesting(time),
            1 => ForeignPurchases(time),
            _ => NightTakeover(midnight),
        };
    }

    private IEnumerable<DraftTransaction> CardTesting(DateTimeOffset time)
    {
        var place = DrawDevice();
        for (var left = random.Next(3, 11); left > 0; left--)
        {
            var category = random.NextBoolean(0.7) ? MerchantCategory.DigitalGoods : MerchantCategory.Entertainment;
            yield return Remote(time, random.NextUniform(0.5, 6), category, place, FraudPattern.CardTesting);
            time += TimeSpan.FromMinutes(random.NextExponential(4));
        }

        if (random.NextBoolean(0.5))
        {
            time += TimeSpan.FromMinutes(random.NextExponential(20));
            yield return Remote(time, DrawAmount(1.3), DrawGoods(), place, FraudPattern.CardTesting);
        }
    }

    private IEnumerable<DraftTransaction> ForeignPurchases(DateTimeOffset time)
    {
        var country = Country.DrawTheft(random, card.Home);
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var channel = (PaymentChannel)random.NextIndex([0.15, 0.15, 0.5, 0, 0.2]);
            var category = channel == PaymentChannel.CashMachine ? MerchantCategory.Cash : DrawGoods();
            yield return new DraftTransaction(
                card, time, DrawAmount(0.9), category, country, channel,
                random.NextNormal(country.Latitude, 0.3), random.NextNormal(country.Longitude, 0.3), FraudPattern.ForeignPurchase);
            time += TimeSpan.FromMinutes(random.NextExponential(45));
        }
    }

    private IEnumerable<DraftTransaction> NightTakeover(DateTimeOffset midnight)
    {
        var time = midnight + TimeSpan.FromHours(random.NextUniform(0, 5) - card.Home.UtcOffsetHours);
        var place = DrawDevice();
        for (var left = random.Next(2, 7); left > 0; left--)
        {
            yield return Remote(time, DrawAmount(0.6), DrawGoods(), place, FraudPattern.NightTakeover);
            time += TimeSpan.FromMinutes(random.NextExponential(40));
        }
    }

    // Most remote thieves hide behind an address in the holder's country.
    private Country DrawDevice() => random.NextBoolean(0.7) ? card.Home : Country.DrawTheft(random, card.Home);

    private MerchantCategory DrawGoods() => Resellable[random.NextIndex([0.35, 0.3, 0.1, 0.15, 0.1])];

    private double DrawAmount(double shift) => Math.Exp(random.NextNormal(card.AmountLogMean + shift, 0.7));

    private DraftTransaction Remote(DateTimeOffset time, double amount, MerchantCategory category, Country place, FraudPattern pattern)
    {
        var (latitude, longitude) = place == card.Home ? (card.HomeLatitude, card.HomeLongitude) : (place.Latitude, place.Longitude);
        return new DraftTransaction(
            card, time, amount, category, place, PaymentChannel.Online,
            random.NextNormal(latitude, DeviceInaccuracy), random.NextNormal(longitude, DeviceInaccuracy), pattern);
    }
}
