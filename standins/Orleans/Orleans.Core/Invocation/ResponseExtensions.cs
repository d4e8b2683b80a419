using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>Checks of responses.</summary>
public static class ResponseExtensions
{
    public static void ThrowIfExceptionResponse(this Response response)
    {
        if (response.Exception is { } exception) ExceptionDispatchInfo.Throw(exception);
    }
}
