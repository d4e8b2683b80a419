namespace OrleansML.Learning.Preprocessing;

/// <summary>How numbers are scaled.</summary>
internal enum ScaleMethod
{
    /// <summary>(x - mean) / deviation.</summary>
    Standard,

    /// <summary>(x - minimum) / (maximum - minimum).</summary>
    MinMax,
}
