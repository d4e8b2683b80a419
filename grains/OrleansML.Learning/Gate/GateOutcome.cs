namespace OrleansML.Learning.Gate;

/// <summary>What a comparison says.</summary>
public enum GateOutcome
{
    /// <summary>The challenger is not worse than the margin allows, with the policy's confidence.</summary>
    Holds,

    /// <summary>The rows are too few to tell.</summary>
    Undecided,

    /// <summary>The challenger is worse than the margin allows, with the policy's confidence.</summary>
    Worse,

    /// <summary>The metric is not defined here, such as a ranking of rows of one class.</summary>
    Undefined,
}
