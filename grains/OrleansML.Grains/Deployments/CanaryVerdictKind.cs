namespace OrleansML.Grains.Deployments;

/// <summary>What can become of a canary.</summary>
internal enum CanaryVerdictKind
{
    /// <summary>Its step is not over.</summary>
    Wait,

    /// <summary>The next step begins, or after the last it becomes champion.</summary>
    Advance,

    /// <summary>It is worse than the champion.</summary>
    RollBack,
}
