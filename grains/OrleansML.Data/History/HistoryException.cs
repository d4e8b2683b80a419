namespace OrleansML.Data.History;

/// <summary>A history cannot be read, or what is asked of it cannot be built; the message says what, why and what to do.</summary>
public sealed class HistoryException : Exception
{
    /// <summary>Creates the exception.</summary>
    public HistoryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
