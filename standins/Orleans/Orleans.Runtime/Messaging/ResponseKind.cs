namespace Orleans.Runtime.Messaging;

/// <summary>What a response reports. A receiver ignores kinds that it does not know: they come from a newer build.</summary>
internal enum ResponseKind : byte
{
    /// <summary>The method ran; the body is its <see cref="Serialization.Invocation.Response"/>, which may hold an exception.</summary>
    Completed = 0,

    /// <summary>The runtime could not deliver the request; the body is a <see cref="Rejection"/>.</summary>
    Rejected = 1,

    /// <summary>The request is still waiting or running; the body is a text that tells its state.</summary>
    Status = 2,

    /// <summary>The request was sent on to another silo, whose address is the body: the caller waits for that silo now.</summary>
    Forwarded = 3,
}
