namespace OrleansML.Benchmarks.Cluster;

/// <summary>How much a run measures.</summary>
/// <param name="Silos">Sizes of the clusters whose calls are measured.</param>
/// <param name="Activations">Activations of the memory and directory figures.</param>
/// <param name="Idle">How long idle clusters are watched; null to leave them out.</param>
/// <param name="Rounds">Rounds of each fault.</param>
/// <param name="Profiles">The settings that faults are measured with.</param>
/// <param name="Faults">The faults.</param>
internal sealed record ClusterScale(
    int[] Silos, int Activations, TimeSpan? Idle, int Rounds, MembershipProfile[] Profiles, Fault[] Faults)
{
    /// <summary>All sizes, settings and faults.</summary>
    public static readonly ClusterScale Full = new(
        [1, 2, 3], 100_000, TimeSpan.FromMinutes(1), 3, [MembershipProfile.Default, MembershipProfile.Fast], Enum.GetValues<Fault>());

    /// <summary>About a minute for each engine.</summary>
    public static readonly ClusterScale Quick = new([3], 20_000, null, 2, [MembershipProfile.Fast], [Fault.Kill, Fault.Terminate]);
}
