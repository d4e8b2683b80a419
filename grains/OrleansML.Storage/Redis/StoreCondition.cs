namespace OrleansML.Storage.Redis;

/// <summary>How a store stands.</summary>
public enum StoreCondition
{
    /// <summary>Not looked at yet.</summary>
    Unknown,

    /// <summary>It is the service's own; state is read and written.</summary>
    Open,

    /// <summary>It does not answer. Reads and writes fail one by one, and succeed again once it does.</summary>
    Unreachable,

    /// <summary>It answers and has lost the service's state. Nothing is read or written until an operator acted.</summary>
    Empty,

    /// <summary>It answers and holds the state of other data than this cluster's. Nothing is read or written until an operator acted.</summary>
    Foreign,

    /// <summary>An operator accepted another store while this process held state of the old one; the process must start again.</summary>
    Replaced,
}
