namespace OrleansML.Learning.Pipelines;

/// <summary>Why a step failed, as far as it matters for trying again.</summary>
public enum StepFailureKind
{
    /// <summary>What was asked for is wrong; never tried again, since it would fail again.</summary>
    User,

    /// <summary>No room at present: memory, devices, silos of a pool.</summary>
    Capacity,

    /// <summary>Something that is needed cannot be reached.</summary>
    Unavailable,

    /// <summary>The attempt took longer than its timeout.</summary>
    Timeout,

    /// <summary>A fault of the platform itself.</summary>
    Internal,
}
