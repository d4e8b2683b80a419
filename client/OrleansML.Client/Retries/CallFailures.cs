using Orleans.Serialization;
using Polly.Timeout;

namespace OrleansML.Client;

/// <summary>Tells failures that another attempt can mend from those that it cannot.</summary>
internal static class CallFailures
{
    private static readonly string[] PassingTroubles = [" StackExchange.Redis.", " Polly."];

    /// <summary>Whether the call got lost on the way, so that nobody knows what became of it.</summary>
    public static bool IsLost(Exception exception) =>
        exception is TimeoutException or OrleansException or ObjectDisposedException or TimeoutRejectedException || IsUntold(exception);

    /// <summary>
    /// Whether another attempt may succeed. A fault of the caller never is worth repeating, and neither is a deadline that passed: the time
    /// is used up.
    /// </summary>
    /// <param name="exception">What the attempt ended with.</param>
    /// <param name="cancellationToken">The caller's own; when it is cancelled, nobody waits for another attempt.</param>
    public static bool IsTransient(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        _ when cancellationToken.IsCancellationRequested => false,
        // Somebody else gave up: the silo is stopping.
        OperationCanceledException => true,
        OrleansMLException known => known.Code is ErrorCode.Unavailable or ErrorCode.StorageUnavailable or ErrorCode.ModelLoading or ErrorCode.QueueFull,
        _ => IsLost(exception),
    };

    /// <summary>Whether a transient failure speaks against the replica; a full queue only says that it is busy.</summary>
    public static bool IsFaultOfReplica(Exception exception) =>
        exception is not OrleansMLException { Code: ErrorCode.QueueFull or ErrorCode.ModelLoading };

    // A silo tells what a library failed with, and cannot send the exception of a library. Those of its store and of its retries are passing
    // troubles; any other type that cannot be sent is a mistake in a program, and no attempt mends that.
    private static bool IsUntold(Exception exception) =>
        exception is CodecNotFoundException && PassingTroubles.Any(library => exception.Message.Contains(library, StringComparison.Ordinal));
}
