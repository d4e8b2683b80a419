using Orleans.Runtime.Messaging;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Targets;

/// <summary>Takes the outcome of requests back to their callers.</summary>
internal interface IResponder
{
    /// <summary>Sends the outcome of a request.</summary>
    void Respond(GrainId target, Message request, Response response);
}
