using Orleans.Configuration;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>How soon silos declare another one dead.</summary>
internal enum MembershipProfile
{
    /// <summary>As Orleans has it.</summary>
    Default,

    /// <summary>A probe each second, dead after two missed probes and one vote, membership read every five seconds.</summary>
    Fast,
}

internal static class MembershipProfiles
{
    public static void Apply(this MembershipProfile profile, ClusterMembershipOptions options)
    {
        if (profile == MembershipProfile.Default)
            return;

        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 2;
        options.NumVotesForDeathDeclaration = 1;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
    }
}
