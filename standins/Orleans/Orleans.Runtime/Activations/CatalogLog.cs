using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Activations;

/// <summary>Log messages of the catalog and of activations.</summary>
internal static partial class CatalogLog
{
    [LoggerMessage(LogLevel.Warning, "{Grain} could not be moved to another silo; its state in memory is lost.")]
    public static partial void MigrationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(LogLevel.Warning, "{Grain} ({Class}) has {Count} waiting requests; from {Limit} on this is told (SiloMessagingOptions.MaxEnqueuedRequestsSoftLimit).")]
    public static partial void ManyWaiting(ILogger logger, GrainId grain, Type @class, int count, int limit);

    [LoggerMessage(LogLevel.Error, "The activation of {GrainId} ({Class}) failed.")]
    public static partial void ActivationFailed(ILogger logger, Exception exception, GrainId grainId, Type @class);

    [LoggerMessage(LogLevel.Error, "The deactivation of {GrainId} ({Class}) failed; the activation ends nevertheless.")]
    public static partial void DeactivationFailed(ILogger logger, Exception exception, GrainId grainId, Type @class);

    [LoggerMessage(LogLevel.Warning, "{GrainId} could not be removed from the directory.")]
    public static partial void UnregisterFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(LogLevel.Warning, "The services of {GrainId} could not be disposed.")]
    public static partial void DisposeFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(LogLevel.Error, "A timer of {GrainId} threw.")]
    public static partial void TimerFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(LogLevel.Debug, "{Count} activations were idle and are deactivated.")]
    public static partial void Collected(ILogger logger, int count);
}
