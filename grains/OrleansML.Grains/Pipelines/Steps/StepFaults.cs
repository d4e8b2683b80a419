using System.Net.Sockets;
using OrleansML.Data.History;
using OrleansML.Data.Pipelines;
using OrleansML.Data.Sources;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Tells failures of steps apart by whether, and when, trying again may help.</summary>
internal static class StepFaults
{
    /// <summary>The kind of a failure, and its reason.</summary>
    public static (StepFailureKind Failure, string Reason) Of(Exception exception) => exception switch
    {
        StepFailedException failed => (failed.Failure, failed.Message),
        OrleansMLException failed => (Of(failed.Code), failed.Message),
        HistoryException or SecretMissingException => (StepFailureKind.User, exception.Message),
        UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException => (StepFailureKind.User, exception.Message),
        TimeoutException or OrleansException or HttpRequestException or SocketException or IOException => (StepFailureKind.Unavailable, exception.Message),
        _ => (StepFailureKind.Internal, exception.Message),
    };

    /// <summary>The kind of a failure that the platform names.</summary>
    public static StepFailureKind Of(ErrorCode code) => code switch
    {
        ErrorCode.QueueFull or ErrorCode.OverMemoryBudget or ErrorCode.NoMatchingPool => StepFailureKind.Capacity,
        ErrorCode.ModelLoading or ErrorCode.StorageUnavailable or ErrorCode.Unavailable or ErrorCode.SiloNotFound or ErrorCode.FeatureUnavailable => StepFailureKind.Unavailable,
        ErrorCode.DeadlineExceeded => StepFailureKind.Timeout,
        ErrorCode.Internal => StepFailureKind.Internal,
        _ => StepFailureKind.User,
    };

    /// <summary>Whether a question to others has no answer for now, and may be asked again.</summary>
    public static bool IsPassing(Exception exception) => Of(exception).Failure == StepFailureKind.Unavailable;
}
