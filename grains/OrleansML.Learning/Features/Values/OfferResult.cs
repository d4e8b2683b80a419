namespace OrleansML.Learning.Features;

/// <summary>What became of a value that was offered.</summary>
public enum OfferResult
{
    /// <summary>It is now the known value.</summary>
    Accepted,

    /// <summary>It repeats the known value.</summary>
    Duplicate,

    /// <summary>A newer one is known.</summary>
    Older,

    /// <summary>Its event time lies too far ahead of the clock to be true; taken, it would shut out every later value.</summary>
    AheadOfClock,
}
