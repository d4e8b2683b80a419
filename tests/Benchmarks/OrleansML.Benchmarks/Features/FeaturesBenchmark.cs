namespace OrleansML.Benchmarks.Features;

/// <summary>What do live features cost, and their history?</summary>
internal static class FeaturesBenchmark
{
    public const string Name = "features";

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        await foreach (var row in FeatureServing.RunAsync())
            yield return row;
        await foreach (var row in AsOfJoin.RunAsync())
            yield return row;
    }
}
