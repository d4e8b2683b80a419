using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Membership;

/// <summary>Log messages of membership.</summary>
internal static partial class MembershipLog
{
    [LoggerMessage(LogLevel.Information, "The cluster is now {Snapshot}.")]
    public static partial void Changed(ILogger logger, ClusterMembershipSnapshot snapshot);

    [LoggerMessage(LogLevel.Warning, "{Silo} does not answer: {Votes} of {Needed} votes for its death, by {Voters}.")]
    public static partial void Suspected(ILogger logger, SiloAddress silo, int votes, int needed, string voters);

    [LoggerMessage(LogLevel.Warning, "{Silo} would be declared dead, but ClusterMembershipOptions.LivenessEnabled is false.")]
    public static partial void LivenessDisabled(ILogger logger, SiloAddress silo);

    [LoggerMessage(LogLevel.Critical, "This silo, {Silo}, is dead for the others and stops: {Reason}.")]
    public static partial void DeclaredDead(ILogger logger, SiloAddress silo, string reason);

    [LoggerMessage(LogLevel.Warning, "{Silo} is declared dead: this silo has its endpoint now.")]
    public static partial void ReplacesPredecessor(ILogger logger, SiloAddress silo);

    [LoggerMessage(LogLevel.Information, "{Silo} missed {Count} probes in a row.")]
    public static partial void ProbeMissed(ILogger logger, Exception exception, SiloAddress silo, int count);

    [LoggerMessage(LogLevel.Information, "{Silo} does not answer this silo but answers {Witness}; it is not suspected.")]
    public static partial void AnsweredWitness(ILogger logger, SiloAddress silo, SiloAddress witness);

    [LoggerMessage(LogLevel.Warning, "{Silo} does not answer; this silo does not vote for its death: {Reason}.")]
    public static partial void VoteWithheld(ILogger logger, SiloAddress silo, string reason);

    [LoggerMessage(LogLevel.Warning, "The vote on {Silo} failed; it is repeated after the next missed probe.")]
    public static partial void VoteFailed(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(LogLevel.Warning, "{Silo} has not written its I-am-alive time for longer than {Allowed}.")]
    public static partial void Stale(ILogger logger, SiloAddress silo, TimeSpan allowed);

    [LoggerMessage(LogLevel.Warning, "{Silo} has been joining for {Time}.")]
    public static partial void JoinsTooLong(ILogger logger, SiloAddress silo, TimeSpan time);

    [LoggerMessage(LogLevel.Information, "This silo probes {Silos}.")]
    public static partial void Probes(ILogger logger, string silos);

    [LoggerMessage(LogLevel.Warning, "The membership table cannot be used. Traffic goes on; nobody can join or be declared dead until it works again.")]
    public static partial void TableFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The membership table has not worked for {Time}; {Failures} attempts failed.")]
    public static partial void TableStillFails(ILogger logger, Exception exception, TimeSpan time, int failures);

    [LoggerMessage(LogLevel.Information, "The membership table works again after {Time} and {Failures} failed attempts.")]
    public static partial void TableWorksAgain(ILogger logger, TimeSpan time, int failures);

    [LoggerMessage(LogLevel.Warning, "The membership table has lost rows that it held at version {Version}; this silo writes its own again.")]
    public static partial void TableLostRows(ILogger logger, MembershipVersion version);

    [LoggerMessage(LogLevel.Warning, "The membership table holds the dead {Silo} as alive; writing its death failed.")]
    public static partial void KillFailed(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(LogLevel.Warning, "The status {Status} of this silo could not be written; the others find out by probing.")]
    public static partial void StatusNotWritten(ILogger logger, Exception exception, SiloStatus status);

    [LoggerMessage(LogLevel.Warning, "Attempt {Attempt} to reach the active silos before joining them: {Failed} of {Count} did not answer: {Silos}.")]
    public static partial void NotConnected(ILogger logger, int attempt, int failed, int count, string silos);

    [LoggerMessage(LogLevel.Warning, "This silo itself is slow: its threads were late by {Delay}. It gives others more time and does not vote.")]
    public static partial void Degraded(ILogger logger, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning, "This process stood still for {Time}. It reads the membership before it handles another message.")]
    public static partial void StoodStill(ILogger logger, TimeSpan time);

    [LoggerMessage(LogLevel.Error, "An unexpected failure in the membership protocol.")]
    public static partial void LoopFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Debug, "The details of {Silo} could not be read; its grains are not known yet.")]
    public static partial void DetailsFailed(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(LogLevel.Error, "A listener of silo status changes threw.")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);
}
