namespace OrleansML.Learning.Samples;

/// <summary>A drawn payment before the stream is put in order of time and numbered.</summary>
internal sealed record DraftTransaction(
    CardProfile Card,
    DateTimeOffset EventTime,
    double Amount,
    MerchantCategory Category,
    Country Country,
    PaymentChannel Channel,
    double Latitude,
    double Longitude,
    FraudPattern Fraud = FraudPattern.None)
{
    public CardTransaction ToTransaction(long transactionId) => new(
        transactionId,
        // Whole milliseconds survive every text format.
        new DateTimeOffset(EventTime.Ticks - EventTime.Ticks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero),
        Card.CardId,
        Math.Clamp(Math.Round((decimal)Amount, 2), 0.50m, 20_000m),
        Category,
        Country.Code,
        Channel,
        Math.Round(Latitude, 4),
        Math.Round(Longitude, 4));
}
