namespace OrleansML.Learning.Features;

/// <summary>How old a value is that a reader gets.</summary>
public enum FeatureStatus
{
    /// <summary>Within its time to live.</summary>
    Fresh,

    /// <summary>Beyond its time to live, within the maximum stale time after it.</summary>
    Stale,

    /// <summary>Beyond both; no value is given out.</summary>
    Expired,

    /// <summary>The declared default stands in for a value that is expired or missing.</summary>
    Default,

    /// <summary>None is known.</summary>
    Missing,
}
