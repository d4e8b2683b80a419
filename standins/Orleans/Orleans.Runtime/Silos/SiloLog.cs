using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Silos;

/// <summary>Log messages of the silo.</summary>
internal static partial class SiloLog
{
    [LoggerMessage(LogLevel.Information, "Silo {Name} at {Address} is active.")]
    public static partial void Started(ILogger logger, string name, SiloAddress address);

    [LoggerMessage(LogLevel.Warning, "{Address} stops although {Clients} clients are connected or calls wait for it: the time for the stop is over.")]
    public static partial void DrainGivenUp(ILogger logger, SiloAddress address, int clients);

    [LoggerMessage(LogLevel.Debug, "{Other} could not tell whether it waits for this silo.")]
    public static partial void DrainUnknown(ILogger logger, Exception exception, SiloAddress other);

    [LoggerMessage(LogLevel.Critical, "Fatal error in {Sender}: {Context}")]
    public static partial void Fatal(ILogger logger, Exception? exception, object? sender, string? context);

    [LoggerMessage(LogLevel.Information, "Silo {Name} at {Address} has stopped.")]
    public static partial void Stopped(ILogger logger, string name, SiloAddress address);
}
