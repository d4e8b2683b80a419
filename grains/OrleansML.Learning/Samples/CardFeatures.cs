namespace OrleansML.Learning.Samples;

/// <summary>The 30 features of a card payment: the payment itself, and how it compares with the card's earlier ones.</summary>
public static class CardFeatures
{
    private static readonly string[] AllNames =
    [
        "amount",
        "amount_log",
        "amount_to_card_mean",
        "amount_to_card_largest",
        "amount_log_score",
        "hour_sine",
        "hour_cosine",
        "is_night",
        "is_weekend",
        "usual_hour_share",
        "is_foreign",
        "kilometres_from_home_log",
        "kilometres_from_last_log",
        "minutes_since_last_log",
        "speed_from_last_log",
        "count_last_10_minutes",
        "count_last_hour",
        "count_last_day",
        "amount_last_hour_log",
        "amount_last_day_log",
        "small_amounts_last_hour",
        "countries_last_day",
        "categories_last_day",
        "category_share",
        "is_resellable_category",
        "is_online",
        "is_magnetic_stripe",
        "is_cash",
        "card_online_share",
        "card_age_days_log",
    ];

    /// <summary>How many features there are: 30.</summary>
    public static int Count => AllNames.Length;

    /// <summary>The features' names in order, usable as column names.</summary>
    public static IReadOnlyList<string> Names => AllNames;

    /// <summary>Computes a payment's features; the history must not hold the payment yet.</summary>
    internal static void Compute(CardTransaction transaction, CardHistory history, Span<float> features)
    {
        var writer = new FeatureWriter(features);
        WriteAmount(ref writer, (double)transaction.Amount, history);
        WriteTime(ref writer, history.LocalTime(transaction.EventTime), history);
        WritePlace(ref writer, transaction, history);
        WriteRecent(ref writer, transaction, history.LastDay(transaction.EventTime));
        WriteHabits(ref writer, transaction, history);
    }

    private static void WriteAmount(ref FeatureWriter writer, double amount, CardHistory history)
    {
        writer.Add(amount);
        writer.Add(Math.Log(1 + amount));
        writer.Add(history.Count == 0 ? 1 : Math.Min(amount / history.MeanAmount, 100));
        writer.Add(history.Count == 0 ? 1 : Math.Min(amount / history.LargestAmount, 100));
        writer.Add(history.LogarithmScore(amount));
    }

    private static void WriteTime(ref FeatureWriter writer, DateTimeOffset local, CardHistory history)
    {
        var angle = local.TimeOfDay.TotalDays * 2 * Math.PI;
        writer.Add(Math.Sin(angle));
        writer.Add(Math.Cos(angle));
        writer.Add(local.Hour < 5);
        writer.Add(local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        writer.Add(history.HourShare(local.Hour));
    }

    private static void WritePlace(ref FeatureWriter writer, CardTransaction transaction, CardHistory history)
    {
        var card = history.Card;
        var (fromLast, minutes) = history.Last is { } last
            ? (Kilometres(last.Latitude, last.Longitude, transaction), (transaction.EventTime - last.EventTime).TotalMinutes)
            : (0, TimeSpan.FromDays(30).TotalMinutes);
        writer.Add(transaction.Country != card.Home.Code);
        writer.Add(Math.Log(1 + Kilometres(card.HomeLatitude, card.HomeLongitude, transaction)));
        writer.Add(Math.Log(1 + fromLast));
        writer.Add(Math.Log(1 + minutes));
        // Kilometres per hour; under six minutes the inaccuracy of positions would dominate.
        writer.Add(Math.Log(1 + fromLast / Math.Max(minutes / 60, 0.1)));
    }

    private static void WriteRecent(ref FeatureWriter writer, CardTransaction transaction, IReadOnlyList<CardTransaction> lastDay)
    {
        var (tenMinutes, hour, smallInHour, hourAmount, dayAmount) = (0, 0, 0, 0.0, 0.0);
        var countries = new HashSet<string>(StringComparer.Ordinal) { transaction.Country };
        var categories = new HashSet<MerchantCategory> { transaction.Category };
        foreach (var earlier in lastDay)
        {
            var age = transaction.EventTime - earlier.EventTime;
            dayAmount += (double)earlier.Amount;
            countries.Add(earlier.Country);
            categories.Add(earlier.Category);
            if (age > TimeSpan.FromHours(1))
                continue;

            hour++;
            hourAmount += (double)earlier.Amount;
            smallInHour += earlier.Amount < 7 ? 1 : 0;
            tenMinutes += age <= TimeSpan.FromMinutes(10) ? 1 : 0;
        }

        writer.Add(tenMinutes);
        writer.Add(hour);
        writer.Add(lastDay.Count);
        writer.Add(Math.Log(1 + hourAmount));
        writer.Add(Math.Log(1 + dayAmount));
        writer.Add(smallInHour);
        writer.Add(countries.Count);
        writer.Add(categories.Count);
    }

    private static void WriteHabits(ref FeatureWriter writer, CardTransaction transaction, CardHistory history)
    {
        writer.Add(history.CategoryShare(transaction.Category));
        writer.Add(transaction.Category is MerchantCategory.Electronics or MerchantCategory.GiftCards or MerchantCategory.Jewellery);
        writer.Add(transaction.Channel == PaymentChannel.Online);
        writer.Add(transaction.Channel == PaymentChannel.MagneticStripe);
        writer.Add(transaction.Channel == PaymentChannel.CashMachine);
        writer.Add(history.OnlineShare);
        writer.Add(Math.Log(1 + history.Card.AgeDays));
    }

    // Great-circle distance by the haversine formula on a sphere of the earth's mean radius.
    private static double Kilometres(double latitude, double longitude, CardTransaction transaction)
    {
        var sineLatitude = Math.Sin(double.DegreesToRadians(transaction.Latitude - latitude) / 2);
        var sineLongitude = Math.Sin(double.DegreesToRadians(transaction.Longitude - longitude) / 2);
        var cosines = Math.Cos(double.DegreesToRadians(latitude)) * Math.Cos(double.DegreesToRadians(transaction.Latitude));
        return 2 * 6371.0 * Math.Asin(Math.Min(1, Math.Sqrt(sineLatitude * sineLatitude + cosines * sineLongitude * sineLongitude)));
    }

    private ref struct FeatureWriter(Span<float> features)
    {
        private readonly Span<float> _features = features;
        private int _next;

        public void Add(double value) => _features[_next++] = (float)value;

        public void Add(bool value) => Add(value ? 1.0 : 0.0);
    }
}
