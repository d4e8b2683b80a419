using Orleans.Configuration;
using OrleansML.Client;

namespace OrleansML.Silo.Clustering;

/// <summary>Tells the membership protocol what <see cref="FailureDetectionOptions"/> says.</summary>
internal static class FailureDetectionSiloBuilderExtensions
{
    public static ISiloBuilder ConfigureFailureDetection(this ISiloBuilder silo, FailureDetectionOptions options) =>
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = options.ProbePeriod;
            membership.NumMissedProbesLimit = options.MissedProbes;
            membership.NumVotesForDeathDeclaration = options.Votes;
            membership.TableRefreshTimeout = options.TableRefreshPeriod;
            // A silo that starts does not wait for members that gave no sign of life for three such periods.
            membership.IAmAliveTablePublishTimeout = options.TableRefreshPeriod;
        });
}
