namespace OrleansML.Benchmarks.Cluster;

/// <summary>The questions about a cluster of silo processes over Redis, each of which can be asked alone.</summary>
internal static class ClusterBenchmark
{
    public const string Name = "cluster";

    public const string QuickOption = "--quick";

    private static readonly (string Name, Func<ClusterScale, Task> RunAsync)[] Parts =
    [
        (CallsBenchmark.Name, CallsBenchmark.RunAsync),
        (MembershipBenchmark.Name, MembershipBenchmark.RunAsync),
        (DirectoryBenchmark.Name, DirectoryBenchmark.RunAsync),
        ($"{RecoveryBenchmark.Name}-default", scale => RecoveryBenchmark.RunAsync(scale, MembershipProfile.Default)),
        ($"{RecoveryBenchmark.Name}-fast", scale => RecoveryBenchmark.RunAsync(scale, MembershipProfile.Fast)),
    ];

    public static string Usage => $"{Name} [{string.Join('|', PartNames)}] [{QuickOption}]";

    private static IEnumerable<string> PartNames => Parts.Select(part => part.Name);

    /// <summary>Measures the parts that are named, or all.</summary>
    /// <returns>Whether every name is one of a part.</returns>
    public static async Task<bool> TryRunAsync(string[] arguments)
    {
        var scale = arguments.Contains(QuickOption) ? ClusterScale.Quick : ClusterScale.Full;
        var names = arguments.Where(argument => argument != QuickOption).ToArray();
        if (names.Except(PartNames).Any())
            return false;

        foreach (var part in Parts.Where(part => names.Length == 0 || names.Contains(part.Name)))
            await part.RunAsync(scale);
        return true;
    }
}
