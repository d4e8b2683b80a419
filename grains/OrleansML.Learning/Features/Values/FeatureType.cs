namespace OrleansML.Learning.Features;

/// <summary>Type of a feature's value.</summary>
public enum FeatureType
{
    /// <summary>True or false.</summary>
    Bool,

    /// <summary>Whole number of 32 bits.</summary>
    Int,

    /// <summary>Whole number of 64 bits.</summary>
    Long,

    /// <summary>Floating-point number of 32 bits.</summary>
    Float,

    /// <summary>Floating-point number of 64 bits.</summary>
    Double,

    /// <summary>Text.</summary>
    String,

    /// <summary>Point in time, UTC, in microseconds.</summary>
    Timestamp,
}
