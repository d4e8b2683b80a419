using Orleans.Configuration;

namespace Orleans.Runtime.Membership;

/// <summary>How many votes it takes.</summary>
internal static class Quorum
{
    /// <summary>Returns how many votes declare a silo dead: as many as configured, but not more than half of the silos that can vote.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="live">The active silos that are not stale, the suspected one included.</param>
    public static int GetNeededVotes(ClusterMembershipOptions options, int live) =>
        Math.Max(1, Math.Min(options.NumVotesForDeathDeclaration, (live + 1) / 2));
}
