using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Orleans.Serialization;

namespace OrleansStandIn.Generated;

/// <summary>What was read of an exception.</summary>
internal struct ExceptionContent
{
    public string? Message;
    public string? StackTrace;
    public Exception? InnerException;
    public Exception[]? InnerExceptions;
    public int HResult;
    public Dictionary<object, object?>? Data;
    public string? TypeName;

    public static string? GetMessage(Exception exception) => exception is ArgumentException ? exception.Message : MessageField(exception);

    public readonly Exception ToException(ExceptionTypes types)
    {
        if (InnerExceptions is not null && TypeName is not null && types.Find(TypeName) == typeof(AggregateException))
        {
            var aggregate = new AggregateException(InnerExceptions);
            ApplyTo(aggregate);
            return aggregate;
        }

        if (TypeName is null || types.TryCreate(TypeName) is not { } exception) return ToFallback(TypeName ?? "(unknown)");
        ApplyTo(exception);
        return exception;
    }

    public readonly UnavailableExceptionFallbackException ToFallback(string typeName)
    {
        var exception = new UnavailableExceptionFallbackException { ExceptionType = typeName };
        ApplyTo(exception);
        return exception;
    }

    public readonly void ApplyTo(Exception exception)
    {
        MessageField(exception) = Message;
        InnerExceptionField(exception) = InnerException;
        exception.HResult = HResult;
        if (StackTrace is not null && exception.StackTrace is null) ExceptionDispatchInfo.SetRemoteStackTrace(exception, StackTrace);
        if (Data is null) return;
        foreach (var (key, value) in Data) exception.Data[key] = value;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageField(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerExceptionField(Exception exception);
}
