namespace Orleans.Serialization;

/// <summary>
/// Stands for an exception whose type is not known in this process; message, stack trace, inner exception and data are those of the
/// original.
/// </summary>
public sealed class UnavailableExceptionFallbackException : Exception
{
    /// <summary>Makes the exception with a general message.</summary>
    public UnavailableExceptionFallbackException()
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public UnavailableExceptionFallbackException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The name of the original type.</summary>
    public string? ExceptionType { get; internal set; }

    /// <summary>What else is known of the original by name; empty unless somebody fills it.</summary>
    public Dictionary<string, object?> Properties { get; } = [];

    /// <inheritdoc/>
    public override string ToString()
        => string.IsNullOrWhiteSpace(ExceptionType) ? $"Unknown exception: {base.ToString()}"
            : $"Unknown exception of type {ExceptionType}: {base.ToString()}";
}
