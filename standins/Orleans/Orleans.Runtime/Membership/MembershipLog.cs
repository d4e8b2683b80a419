using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Membership;

/// <summary>Log messages of membership.</summary>
internal static partial class MembershipLog
{
    [LoggerMessage(LogLevel.Information, "The cluster is now {Snapshot}.")]
    public static partial void Changed(ILogger logger, ClusterMembershipSnapshot snapshot);

    [LoggerMessage(LogLevel.Warning, "{Silo} does not answer: {Votes} of {Needed} votes for its death.")]
    public static partial void Suspected(ILogger logger, SiloAddress silo, int votes, int needed);

    [LoggerMessage(LogLevel.Critical, "This silo, {Silo}, was declared dead by others and stops.")]
    public static partial void DeclaredDead(ILogger logger, SiloAddress silo);

    [LoggerMessage(LogLevel.Debug, "{Silo} missed {Count} probes.")]
    public static partial void ProbeMissed(ILogger logger, Exception exception, SiloAddress silo, int count);

    [LoggerMessage(LogLevel.Warning, "The membership table could not be used.")]
    public static partial void TableFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The details of {Silo} could not be read; its grains are not known yet.")]
    public static partial void DetailsFailed(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(LogLevel.Error, "A listener of silo status changes threw.")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);
}
