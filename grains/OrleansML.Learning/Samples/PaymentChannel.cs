namespace OrleansML.Learning.Samples;

/// <summary>How a card was presented.</summary>
public enum PaymentChannel
{
    /// <summary>Chip with PIN at a terminal.</summary>
    Chip,

    /// <summary>Contactless at a terminal.</summary>
    Contactless,

    /// <summary>Magnetic stripe at a terminal.</summary>
    MagneticStripe,

    /// <summary>Card number over the internet.</summary>
    Online,

    /// <summary>A cash machine.</summary>
    CashMachine,
}
