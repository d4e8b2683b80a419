namespace OrleansML.Learning.Features;

/// <summary>How a value must be protected, from the least to the most.</summary>
public enum FeaturePrivacy
{
    /// <summary>No protection.</summary>
    None,

    /// <summary>Personal: masked in logs, and in answers to callers without the scope.</summary>
    Pii,

    /// <summary>Never leaves the silo.</summary>
    Secret,
}
