using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>Checks of responses.</summary>
public static class ResponseExtensions
{
    /// <summary>Throws what the call threw, with its original stack trace; does nothing if it succeeded.</summary>
    public static void ThrowIfExceptionResponse(this Response response)
    {
        if (response.Exception is { } exception) ExceptionDispatchInfo.Throw(exception);
    }
}
