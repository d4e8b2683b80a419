namespace Orleans.Runtime.Messaging;

/// <summary>What a response reports.</summary>
internal enum ResponseKind : byte
{
    /// <summary>The method ran; the body is its <see cref="Serialization.Invocation.Response"/>, which may hold an exception.</summary>
    Completed = 0,

    /// <summary>The runtime could not deliver the request; the body is a <see cref="Rejection"/>.</summary>
    Rejected = 1,

    /// <summary>The request is still waiting or running; the body is a text that tells its state.</summary>
    Status = 2,
}
