namespace OrleansML.Learning.Samples;

/// <summary>A transaction with what was known when it happened, and with the truth that came out later.</summary>
/// <param name="Transaction">The payment.</param>
/// <param name="Features">Its features in the order of <see cref="CardFeatures.Names"/>, from this and earlier payments only.</param>
/// <param name="Fraud">The truth.</param>
public sealed record LabelledTransaction(CardTransaction Transaction, ReadOnlyMemory<float> Features, FraudPattern Fraud)
{
    /// <summary>Whether the payment was fraud.</summary>
    public bool IsFraud => Fraud != FraudPattern.None;
}
