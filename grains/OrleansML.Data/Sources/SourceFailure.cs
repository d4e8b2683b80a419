namespace OrleansML.Data.Sources;

/// <summary>Why a source gave no answer.</summary>
public enum SourceFailure
{
    /// <summary>Nobody answers there: no name, no connection, or it broke.</summary>
    Unreachable,

    /// <summary>No answer within the source's timeout.</summary>
    TimedOut,

    /// <summary>It answers that it cannot serve now: overloaded, starting or stopping, broken inside.</summary>
    Unavailable,

    /// <summary>It does not accept our credentials, or they lack a permission.</summary>
    Refused,

    /// <summary>The source or its settings must be changed: a missing column, a wrong query, a missing secret, two rows for one key.</summary>
    Misconfigured,

    /// <summary>Its answer cannot be believed: a value of the wrong type or out of range, no JSON, cut short.</summary>
    Lying,
}
