namespace OrleansML.Learning.Samples;

/// <summary>One card payment as the authorisation system sees it.</summary>
/// <param name="TransactionId">Counts from 1 in the order of event time.</param>
/// <param name="EventTime">When it happened, in UTC.</param>
/// <param name="CardId">The card, for example <c>card-000042</c>.</param>
/// <param name="Amount">The amount in the account's currency; above 0, two decimals.</param>
/// <param name="Category">What the merchant sells.</param>
/// <param name="Country">Two-letter code of the country where the terminal, or online the device, stands.</param>
/// <param name="Channel">How the card was presented.</param>
/// <param name="Latitude">Of the terminal or the device, in degrees north.</param>
/// <param name="Longitude">Of the terminal or the device, in degrees east.</param>
public sealed record CardTransaction(
    long TransactionId,
    DateTimeOffset EventTime,
    string CardId,
    decimal Amount,
    MerchantCategory Category,
    string Country,
    PaymentChannel Channel,
    double Latitude,
    double Longitude);
