using Microsoft.Extensions.Logging;

namespace Orleans;

/// <summary>Log messages of lifecycles.</summary>
internal static partial class LifecycleLog
{
    [LoggerMessage(LogLevel.Debug, "Stage {Stage} started in {Elapsed}.")]
    public static partial void StageStarted(ILogger logger, string stage, TimeSpan elapsed);

    [LoggerMessage(LogLevel.Debug, "Stage {Stage} stopped in {Elapsed}.")]
    public static partial void StageStopped(ILogger logger, string stage, TimeSpan elapsed);

    [LoggerMessage(LogLevel.Error, "{Observer} failed to start at stage {Stage}.")]
    public static partial void StartFailed(ILogger logger, Exception exception, string observer, string stage);

    [LoggerMessage(LogLevel.Warning, "{Observer} failed to stop at stage {Stage}.")]
    public static partial void StopFailed(ILogger logger, Exception exception, string observer, string stage);
}
