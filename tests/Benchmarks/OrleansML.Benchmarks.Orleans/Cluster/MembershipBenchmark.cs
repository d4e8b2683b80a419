namespace OrleansML.Benchmarks.Cluster;

/// <summary>What does it cost that silos watch each other, when nobody calls, and what does one more silo cost?</summary>
internal static class MembershipBenchmark
{
    public const string Name = "membership";

    /// <summary>Two sizes, because the cost of a silo grows linearly with the size of the cluster.</summary>
    private static readonly (int Small, int Large) Sizes = (1, 3);

    /// <summary>What a start leaves behind is not the cost of an idle silo.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan JoinWindow = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(ClusterScale scale)
    {
        if (scale.Idle is not { } window)
            return;

        await using var small = await BenchmarkCluster.StartAsync(Sizes.Small);
        await using var large = await BenchmarkCluster.StartAsync(Sizes.Large);
        await Task.Delay(Settling);
        var idle = await Task.WhenAll(IdleCost.MeasureAsync(small, window), IdleCost.MeasureAsync(large, window));
        idle[0].Write($"{Name}.silos{Sizes.Small}");
        idle[1].Write($"{Name}.silos{Sizes.Large}");

        var join = await JoinCost.MeasureAsync(large, idle[1], JoinWindow);
        join.Write($"{Name}.join{Sizes.Large + 1}");
        ClusterCostModel.Fit(idle[0], Sizes.Small, idle[1], Sizes.Large, join).WriteTable();
    }
}
