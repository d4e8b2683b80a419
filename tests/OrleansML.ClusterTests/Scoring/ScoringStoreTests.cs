using OrleansML.ClusterTests.Registry;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Scoring;

/// <summary>A store that cannot be written for a while costs time, and nothing else.</summary>
public sealed class ScoringStoreTests
{
    private const int Rows = 200_000;
    private const int Refused = 5;

    /// <summary>The first write is that of the start, the second of the state; then come what planning finds, leases and parts.</summary>
    [Theory]
    [InlineData("in.parquet", 3)]
    [InlineData("in.csv", 3)]
    [InlineData("in.csv", 6)]
    [InlineData("in.parquet", 20)]
    public async Task Start_StoreRefusesSomeWrites_TheJobGoesOnAndScoresNothingTwice(string file, int firstRefused)
    {
        using var files = new ScoringFiles();
        var writes = 0;
        var storage = new BrokenStorage
        {
            BeforeWrite = state =>
            {
                if (state == "scoring-job" && Interlocked.Increment(ref writes) is var number && number >= firstRefused && number < firstRefused + Refused)
                    throw new IOException("The store takes nothing now.");
            },
        };
        await using var platform = await PlatformCluster.StartAsync(storage, ScoringJobs.FastSettings);
        await platform.Client.Registry.PushAsync("score", new MemoryStream(ScoringFiles.Model));
        var definition = files.Definition("score", files.Write(file, Rows), files.PathOf("out"), "workers: { most: 1 }");

        var status = await ScoringJobs.RunAsync(platform.Grains, "store", definition);

        Assert.True(writes > firstRefused + Refused);
        files.RequireEachRowOnce("out", Rows);
        Assert.Equal(status.Slices, status.Leases);
    }
}
