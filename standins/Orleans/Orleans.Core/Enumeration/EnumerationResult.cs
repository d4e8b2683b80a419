namespace Orleans.Runtime;

/// <summary>What a step of a remote enumeration brought.</summary>
[GenerateSerializer]
public enum EnumerationResult
{
    /// <summary>Nothing came in time; ask again.</summary>
    Heartbeat = 1,

    /// <summary>One element.</summary>
    Element = 1 << 1,

    /// <summary>A list of elements.</summary>
    Batch = 1 << 2,

    /// <summary>The sequence has ended.</summary>
    Completed = 1 << 3,

    /// <summary>One element, the last one.</summary>
    CompletedWithElement = Completed | Element,

    /// <summary>A list of elements, the last ones.</summary>
    CompletedWithBatch = Completed | Batch,

    /// <summary>The activation does not know the enumeration: it was given up or the activation is a new one.</summary>
    MissingEnumeratorError = 1 << 4,

    /// <summary>The sequence failed; the value is the exception.</summary>
    Error = 1 << 5,

    /// <summary>The enumeration was cancelled.</summary>
    Canceled = 1 << 6,
}
