namespace OrleansML.Learning.Samples;

/// <summary>
/// Draws what a card's holder pays for, day by day: everyday purchases, trips abroad, bursts of small downloads, and now and
/// then something expensive. The last three look like fraud on purpose.
/// </summary>
internal sealed class HolderSpending(CardProfile card, Random random)
{
    private const double TripsPerDay = 0.012;
    private const double DownloadBurstsPerDay = 0.015;
    private const double ExpensiveShare = 0.04;
    private const double ForeignDeviceShare = 0.04;
    private const double AwayFromHomeShare = 0.2;

    // Degrees of latitude and longitude: shops around the home, shops elsewhere in the country, inaccurate device positions.
    private const double NearHome = 0.12;
    private const double AwayFromHome = 1.5;
    private const double DeviceInaccuracy = 0.7;

    // Added to the logarithm of a card's usual amount, in the order of MerchantCategory.
    private static readonly double[] CategoryAmountShifts = [0.3, 0.7, 0.1, 0.6, 0, 0, 1.4, 1.2, 1.2, 1.5, -1.0, 0.4];

    private Country _place = card.Home;
    private int _tripDaysLeft;

    public IEnumerable<DraftTransaction> DrawDay(DateTimeOffset midnight)
    {
        AdvanceTrip();
        var weekend = midnight.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var count = random.NextPoisson(card.TransactionsPerDay * (weekend ? 1.25 : 0.9) * (_tripDaysLeft > 0 ? 1.5 : 1));
        for (var i = 0; i < count; i++)
            yield return Draw(DrawTime(midnight));

        if (random.NextBoolean(DownloadBurstsPerDay))
        {
            var time = DrawTime(midnight);
            for (var left = random.Next(3, 8); left > 0; left--, time += TimeSpan.FromMinutes(random.NextExponential(4)))
                yield return Online(time, random.NextUniform(0.99, 9.99), MerchantCategory.DigitalGoods, card.Home);
        }
    }

    private void AdvanceTrip()
    {
        if (_tripDaysLeft > 0 && --_tripDaysLeft == 0)
            _place = card.Home;
        if (_tripDaysLeft == 0 && random.NextBoolean(TripsPerDay))
            (_place, _tripDaysLeft) = (Country.DrawTrip(random, card.Home), random.Next(2, 9));
    }

    private DateTimeOffset DrawTime(DateTimeOffset midnight)
    {
        var localHour = random.NextNormal(card.UsualHour, card.HourDeviation);
        return midnight + TimeSpan.FromHours(localHour - _place.UtcOffsetHours);
    }

    private DraftTransaction Draw(DateTimeOffset time)
    {
        var category = (MerchantCategory)random.NextIndex(card.CategoryWeights);
        var logarithm = random.NextNormal(card.AmountLogMean + CategoryAmountShifts[(int)category], card.AmountLogDeviation);
        if (random.NextBoolean(ExpensiveShare))
            logarithm += random.NextNormal(1.6, 0.4);

        var amount = Math.Exp(logarithm);
        if (IsOnline(category))
            return Online(time, amount, category, _place);

        var channel = category == MerchantCategory.Cash ? PaymentChannel.CashMachine
            : random.NextBoolean(_place == card.Home ? 0.03 : 0.12) ? PaymentChannel.MagneticStripe
            : amount < 50 && random.NextBoolean(0.75) ? PaymentChannel.Contactless
            : PaymentChannel.Chip;
        return At(_place, random.NextBoolean(AwayFromHomeShare) ? AwayFromHome : NearHome, time, amount, category, channel);
    }

    private bool IsOnline(MerchantCategory category) => category switch
    {
        MerchantCategory.DigitalGoods => true,
        MerchantCategory.Cash or MerchantCategory.Fuel => false,
        _ => random.NextBoolean(card.OnlineShare),
    };

    private DraftTransaction Online(DateTimeOffset time, double amount, MerchantCategory category, Country place)
    {
        // Virtual private networks and roaming put some honest devices abroad.
        if (random.NextBoolean(ForeignDeviceShare))
            place = Country.DrawTrip(random, card.Home);

        return At(place, DeviceInaccuracy, time, amount, category, PaymentChannel.Online);
    }

    private DraftTransaction At(
        Country place, double spread, DateTimeOffset time, double amount, MerchantCategory category, PaymentChannel channel)
    {
        var (latitude, longitude) = place == card.Home ? (card.HomeLatitude, card.HomeLongitude) : (place.Latitude, place.Longitude);
        return new DraftTransaction(
            card, time, amount, category, place, channel, random.NextNormal(latitude, spread), random.NextNormal(longitude, spread));
    }
}
