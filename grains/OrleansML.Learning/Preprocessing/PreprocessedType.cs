namespace OrleansML.Learning.Preprocessing;

/// <summary>Element type of a tensor that preprocessing makes.</summary>
public enum PreprocessedType
{
    /// <summary>32-bit floating point.</summary>
    Float,

    /// <summary>64-bit integer.</summary>
    Int64,

    /// <summary>Text.</summary>
    String,
}
