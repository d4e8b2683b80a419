namespace Orleans.Runtime.Messaging;

/// <summary>The body of a response to a request that was not delivered.</summary>
internal sealed class Rejection(RejectionKind kind, string reason, Exception? exception = null)
{
    /// <summary>Gets why the request was not delivered.</summary>
    public RejectionKind Kind { get; } = kind;

    /// <summary>Gets the reason in words.</summary>
    public string Reason { get; } = reason;

    /// <summary>Gets the exception behind the rejection, if there is one.</summary>
    public Exception? Exception { get; } = exception;

    /// <summary>Creates the exception that the caller sees.</summary>
    public Exception ToException() => Kind switch
    {
        RejectionKind.SiloUnavailable => Exception is null ? new SiloUnavailableException(Reason) : new SiloUnavailableException(Reason, Exception),
        RejectionKind.GatewayTooBusy => new GatewayTooBusyException(Reason),
        RejectionKind.LimitExceeded => new LimitExceededException(Reason),
        RejectionKind.Exception when Exception is not null => Exception,
        _ => Exception is null ? new OrleansMessageRejectionException(Reason) : new OrleansMessageRejectionException(Reason, Exception),
    };
}
