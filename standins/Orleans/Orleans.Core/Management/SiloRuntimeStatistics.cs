using Orleans.Statistics;

namespace Orleans.Runtime;

/// <summary>The state of a silo at one moment.</summary>
[GenerateSerializer]
[Immutable]
public sealed class SiloRuntimeStatistics
{
    internal SiloRuntimeStatistics(
        int activationCount, int recentlyUsedActivationCount, bool isOverloaded, long clientCount, long receivedMessages, long sentMessages,
        EnvironmentStatistics environmentStatistics, DateTime dateTime)
    {
        ActivationCount = activationCount;
        RecentlyUsedActivationCount = recentlyUsedActivationCount;
        IsOverloaded = isOverloaded;
        ClientCount = clientCount;
        ReceivedMessages = receivedMessages;
        SentMessages = sentMessages;
        EnvironmentStatistics = environmentStatistics;
        DateTime = dateTime;
    }

    /// <summary>Number of activations.</summary>
    [Id(0)]
    public int ActivationCount { get; }

    /// <summary>Number of activations in recent use; this runtime counts all of them.</summary>
    [Id(1)]
    public int RecentlyUsedActivationCount { get; }

    /// <summary>Whether the silo refuses calls of clients because it is overloaded.</summary>
    [Id(6)]
    public bool IsOverloaded { get; }

    /// <summary>Number of connected clients.</summary>
    [Id(7)]
    public long ClientCount { get; }

    /// <summary>Number of messages received from other processes since the silo was started.</summary>
    [Id(8)]
    public long ReceivedMessages { get; }

    /// <summary>Number of messages sent to other processes since the silo was started.</summary>
    [Id(9)]
    public long SentMessages { get; }

    /// <summary>When the figures were taken, in UTC.</summary>
    [Id(10)]
    public DateTime DateTime { get; }

    /// <summary>The load of the process and its machine.</summary>
    [Id(11)]
    public EnvironmentStatistics EnvironmentStatistics { get; }

    /// <inheritdoc/>
    public override string ToString()
        => $"SiloRuntimeStatistics: ActivationCount={ActivationCount} RecentlyUsedActivationCount={RecentlyUsedActivationCount} "
            + $"IsOverloaded={IsOverloaded} ClientCount={ClientCount} {EnvironmentStatistics} DateTime={DateTime:O}";
}
