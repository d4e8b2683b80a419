namespace OrleansML.Features;

/// <summary>How old a feature's value is. The numbers are part of the wire format and never change.</summary>
public enum FeatureAge : byte
{
    /// <summary>Within its time to live.</summary>
    Fresh = 0,

    /// <summary>Beyond its time to live, within the view's maximum stale time after it.</summary>
    Stale = 1,

    /// <summary>Beyond both; no value is given out.</summary>
    Expired = 2,

    /// <summary>The declared default stands in for a value that is expired or missing.</summary>
    Default = 3,

    /// <summary>None is known.</summary>
    Missing = 4,

    /// <summary>The request brought the value along.</summary>
    Request = 5,
}
