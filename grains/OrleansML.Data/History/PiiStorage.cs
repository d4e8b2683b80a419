namespace OrleansML.Data.History;

/// <summary>How a root of history keeps values that are tagged as personal.</summary>
public enum PiiStorage
{
    /// <summary>
    /// As a keyed hash: equal values stay equal, and nothing else can be learnt. A personal field can still be a category of a training set; windows
    /// and derived features over it cannot be rebuilt, and asking for them is refused.
    /// </summary>
    Hashed,

    /// <summary>As they are, so that personal numbers can be trained on. The root then needs the protection that the source has.</summary>
    Plain,
}
