namespace OrleansML.Data.Sources;

/// <summary>
/// A source gave no answer. The message names view and source, says what happened and what to do. It holds no secret and no value of a private
/// field; for the same reason there is never an inner exception.
/// </summary>
public sealed class SourceException : Exception
{
    /// <summary>Says what happened.</summary>
    /// <param name="view">Name of the view.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="failure">The kind of failure.</param>
    /// <param name="what">What happened, without full stop.</param>
    /// <param name="remedy">What to do, as a sentence.</param>
    public SourceException(string view, string source, SourceFailure failure, string what, string remedy)
        : base($"Source '{source}' of view '{view}': {what}. {remedy}")
    {
        View = view;
        Source = source;
        Failure = failure;
    }

    /// <summary>Name of the view.</summary>
    public string View { get; }

    /// <summary>Name of the source.</summary>
    public new string Source { get; }

    /// <summary>The kind of failure.</summary>
    public SourceFailure Failure { get; }
}
