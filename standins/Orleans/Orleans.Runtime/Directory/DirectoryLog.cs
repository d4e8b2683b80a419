using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Directory;

/// <summary>Log messages of the grain directory.</summary>
internal static partial class DirectoryLog
{
    [LoggerMessage(LogLevel.Warning, "{Silo} could not be asked for its activations; it is asked again until it answers or is dead.")]
    public static partial void RecoveryFailed(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(LogLevel.Error, "{Silo} did not tell its activations within {Limit}: a grain that is active there may be activated a second time.")]
    public static partial void RecoveryGivenUp(ILogger logger, SiloAddress silo, TimeSpan limit);

    [LoggerMessage(LogLevel.Warning, "{Count} activations in {Silo} have lost against activations registered earlier, and are told to end.")]
    public static partial void Duplicates(ILogger logger, int count, SiloAddress silo);

    [LoggerMessage(LogLevel.Warning, "{Silo} could not be told about its duplicate activations.")]
    public static partial void DuplicatesNotTold(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(LogLevel.Warning, "The grain directory '{Name}' could not forget the dead silos {Silos}; their entries are replaced one by one.")]
    public static partial void CleanupFailed(ILogger logger, Exception exception, string name, string silos);
}
