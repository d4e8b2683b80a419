namespace OrleansML.Learning.Samples;

/// <summary>Which kind of fraud a transaction belongs to.</summary>
public enum FraudPattern
{
    /// <summary>The card's holder made it.</summary>
    None,

    /// <summary>Many small online purchases within minutes that try out a stolen number, often with a large one at the end.</summary>
    CardTesting,

    /// <summary>Large purchases in another country with a copied card.</summary>
    ForeignPurchase,

    /// <summary>A taken-over account spends online during the holder's night.</summary>
    NightTakeover,
}
