namespace OrleansML;

/// <summary>
/// The one exception that leaves OrleansML: a <see cref="Code"/> for programs and a message for people that says what happened, to which
/// entity, which value was seen, what is allowed and what to do.
/// </summary>
[GenerateSerializer, Alias("OrleansML.OrleansMLException")]
public sealed class OrleansMLException : Exception
{
    /// <summary>Creates an exception.</summary>
    public OrleansMLException(ErrorCode code, string message, Exception? innerException = null) : base(message, innerException) => Code = code;

    /// <summary>The kind of failure.</summary>
    [Id(0)]
    public ErrorCode Code { get; private set; }
}
