namespace OrleansML.Learning.Preprocessing;

/// <summary>What becomes of a category that is not among the declared ones.</summary>
internal enum UnseenPolicy
{
    Error,

    /// <summary>All places are 0.</summary>
    Zeros,

    /// <summary>One more place, the last, stands for all others.</summary>
    Other,
}
