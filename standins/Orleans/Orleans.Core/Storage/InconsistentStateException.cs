namespace Orleans.Storage;

/// <summary>The stored state was changed by somebody else since it was read.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>Makes the exception with a general message.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and, if known, its cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>Makes the exception with a message and the two ETags.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>Makes the exception with a message, the two ETags and, if known, its cause.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>Makes the exception with the two ETags and the message of its cause.</summary>
    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>Whether the activation that the exception passes through has the stale state itself, and not one that it called.</summary>
    [Id(0)]
    internal bool IsSourceActivation { get; set; } = true;

    /// <summary>The ETag in the store.</summary>
    [Id(1)]
    public string? StoredEtag { get; private set; }

    /// <summary>The ETag that the writer held.</summary>
    [Id(2)]
    public string? CurrentEtag { get; private set; }

    /// <inheritdoc/>
    public override string ToString()
        => $"{base.ToString()}{Environment.NewLine}Stored ETag: {StoredEtag ?? "null"}, current ETag: {CurrentEtag ?? "null"}";
}
