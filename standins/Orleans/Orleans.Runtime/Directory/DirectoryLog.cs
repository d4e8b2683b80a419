using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Directory;

/// <summary>Log messages of the grain directory.</summary>
internal static partial class DirectoryLog
{
    [LoggerMessage(LogLevel.Warning, "{Silo} could not be asked for its activations.")]
    public static partial void RecoveryFailed(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(LogLevel.Warning, "Activations could not be registered at {Silo}, which keeps their entries now.")]
    public static partial void MoveFailed(ILogger logger, Exception exception, SiloAddress silo);
}
