using OrleansML.Data.Scoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Scoring;

public sealed class ScoringJobTests : IAsyncLifetime, IDisposable
{
    private readonly ScoringFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync()
    {
        _platform = await PlatformCluster.StartAsync(["cpu", "cpu"], ScoringJobs.FastSettings);
        await Platform.Client.Registry.PushAsync("score", new MemoryStream(ScoringFiles.Model));
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Start_ParquetFiles_WritesEachRowOnceWithItsScoreInTheOrderOfTheInput()
    {
        _files.Write("in-1.parquet", rows: 30_000);
        _files.Write("in-2.parquet", rows: 12_345);

        var status = await ScoringJobs.RunAsync(Platform.Grains, "parquet", _files.Definition("score", _files.PathOf("in-*.parquet"), _files.PathOf("out")));

        Assert.Equal((42_345, 42_345, 0), (status.Rows, status.RowsDone, status.DeadRows));
        var manifest = ScoringManifest.TryLoad(_files.PathOf("out"))!;
        Assert.Equal(("parquet", "score", 1, 42_345), (manifest.Job, manifest.Model, manifest.Version, manifest.Scored));
        var rows = ScoringFiles.Read(manifest.Parts.Select(part => Path.Combine(_files.PathOf("out"), part.File!)));
        Assert.Equal(
            Enumerable.Range(0, 30_000).Concat(Enumerable.Range(0, 12_345)).Select(static row => ((long)row, $"r{row % 3}", ScoringFiles.ScoreOf(row))), rows);
        Assert.Equal(status.Outcome!.Manifest, Path.Combine(_files.PathOf("out"), ScoringManifest.FileName));
    }
}
