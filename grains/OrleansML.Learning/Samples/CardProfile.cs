namespace OrleansML.Learning.Samples;

/// <summary>A card holder's habits, from which the generator draws payments.</summary>
internal sealed class CardProfile
{
    // Everyday shares of the categories, in the order of MerchantCategory.
    private static readonly double[] UsualCategoryWeights = [26, 9, 18, 8, 6, 6, 4, 6, 4, 1, 9, 3];

    public CardProfile(int index, Random random)
    {
        CardId = $"card-{index:D6}";
        Home = Country.DrawHome(random);
        HomeLatitude = random.NextNormal(Home.Latitude, 0.8);
        HomeLongitude = random.NextNormal(Home.Longitude, 0.8);
        AmountLogMean = random.NextNormal(3.1, 0.45);
        AmountLogDeviation = random.NextUniform(0.5, 0.9);
        TransactionsPerDay = Math.Clamp(Math.Exp(random.NextNormal(0.5, 0.5)), 0.3, 6);
        OnlineShare = Math.Clamp(random.NextNormal(0.3, 0.18), 0.02, 0.9);
        // One holder in twelve lives at night, so the hour alone proves nothing.
        UsualHour = random.NextBoolean(1.0 / 12) ? random.NextNormal(0.5, 1.5) : random.NextNormal(14.5, 2.5);
        HourDeviation = random.NextUniform(2.5, 4.5);
        AgeDays = (int)random.NextUniform(5, 2500);
        CategoryWeights = Array.ConvertAll(UsualCategoryWeights, weight => weight * Math.Exp(random.NextNormal(0, 0.7)));
    }

    public string CardId { get; }

    public Country Home { get; }

    public double HomeLatitude { get; }

    public double HomeLongitude { get; }

    /// <summary>Mean of the natural logarithm of usual amounts.</summary>
    public double AmountLogMean { get; }

    public double AmountLogDeviation { get; }

    public double TransactionsPerDay { get; }

    /// <summary>Share of payments made online where the category allows both.</summary>
    public double OnlineShare { get; }

    /// <summary>Centre of the usual paying hours, local time; may pass midnight.</summary>
    public double UsualHour { get; }

    public double HourDeviation { get; }

    /// <summary>Age of the card in days when the stream starts.</summary>
    public int AgeDays { get; }

    public double[] CategoryWeights { get; }
}
