namespace OrleansML.Data.Scoring;

/// <summary>Why the rows of a scoring job cannot be read or written.</summary>
public enum ScoringFailure
{
    /// <summary>The input, the table or the definition must be changed.</summary>
    Misconfigured,

    /// <summary>A file of the input is not what it was when the job was planned.</summary>
    Changed,

    /// <summary>A disk is full.</summary>
    NoRoom,

    /// <summary>A file, a folder or a database does not let us.</summary>
    Refused,

    /// <summary>A database does not answer now; asking again later may help.</summary>
    Unreachable,
}
