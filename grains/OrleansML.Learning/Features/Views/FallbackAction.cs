namespace OrleansML.Learning.Features;

/// <summary>What a reader gets when even the last known value is too old.</summary>
public enum FallbackAction
{
    /// <summary>The declared default; without one the feature is missing.</summary>
    Default,

    /// <summary>An error.</summary>
    Error,
}
