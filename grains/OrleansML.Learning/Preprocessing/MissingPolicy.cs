namespace OrleansML.Learning.Preprocessing;

/// <summary>What becomes of a value that is still missing after the last step.</summary>
internal enum MissingPolicy
{
    Error,

    /// <summary>Not-a-number; in float tensors.</summary>
    Nan,

    /// <summary>All places are 0; after one_hot.</summary>
    Zeros,
}
