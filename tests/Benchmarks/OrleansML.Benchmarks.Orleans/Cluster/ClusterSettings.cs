namespace OrleansML.Benchmarks.Cluster;

/// <summary>What the silos of one cluster have in common.</summary>
/// <param name="Profile">How soon silos declare another one dead.</param>
/// <param name="WithRedisDirectory">Whether they also have a grain directory in Redis.</param>
internal readonly record struct ClusterSettings(MembershipProfile Profile = MembershipProfile.Default, bool WithRedisDirectory = false);
