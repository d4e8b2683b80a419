namespace OrleansML.Features;

/// <summary>Type of a feature's value. The numbers are part of the wire format and never change.</summary>
public enum FeatureDatumType : byte
{
    /// <summary>There is no value.</summary>
    Missing = 0,

    /// <summary>True or false.</summary>
    Bool = 1,

    /// <summary>A 32-bit whole number.</summary>
    Int = 2,

    /// <summary>A 64-bit whole number.</summary>
    Long = 3,

    /// <summary>A 32-bit floating-point number.</summary>
    Float = 4,

    /// <summary>A 64-bit floating-point number.</summary>
    Double = 5,

    /// <summary>Text.</summary>
    String = 6,

    /// <summary>A time in whole microseconds since 1970-01-01T00:00:00Z.</summary>
    Timestamp = 7,
}
