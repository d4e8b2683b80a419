namespace Orleans.Runtime.Messaging;

/// <summary>What a message is: a call that expects a response, a call that does not, a response, or a cancellation.</summary>
internal enum MessageDirection : byte
{
    Request = 0,
    OneWay = 1,
    Response = 2,

    /// <summary>Word that the caller of a request, named by its id, does not want its result any more.</summary>
    Cancellation = 3,
}
