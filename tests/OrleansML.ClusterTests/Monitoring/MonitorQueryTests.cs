using OrleansML.Learning.Mlp;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>What a client is told of windows that silos counted.</summary>
public sealed class MonitorQueryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly MovedTime _time = new(Noon.AddMinutes(10));
    private PlatformCluster _platform = null!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(["cpu"], new() { ["OrleansML:Monitoring:Judge"] = "00:00:00.05" }, _time);

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task GetReportAsync_WindowsAgainstTheTimeBefore_GivesWhatCountsGive()
    {
        var feed = await FeedAsync("report", ColumnShape.OfNumbers([49]));
        // The first window has 100 amounts from 0 to 99, half of them up to 49; the second has 200 from 25 on, a quarter of them up to 49.
        await feed.AddAsync(Noon, MonitorFeed.Rows(100, "DE"));
        await feed.AddAsync(Noon.AddMinutes(1), MonitorFeed.Rows(200, "DE", from: 25), failed: 50);
        await feed.ReportAsync(Noon.AddMinutes(2));

        var report = await _platform.Client.Monitor.GetReportAsync("report", new MonitorQuery { From = Noon.AddMinutes(1), Until = Noon.AddMinutes(2), Baseline = "previous" });

        Assert.Equal(("report", 1, "all", 200, 200, 50), (report.Model, report.Version, report.Segment, report.Rows, report.Answered, report.Failed));
        var amount = Assert.Single(report.Columns, static column => column.Name == "amount");
        Assert.Equal((74.5, 25.0, 124.0), (amount.Mean!.Value, amount.Minimum!.Value, amount.Maximum!.Value));

        // By hand: (0.25 - 0.5) ln(0.25 / 0.5) + (0.75 - 0.5) ln(0.75 / 0.5).
        Assert.Equal((0.25 * Math.Log(2)) + (0.25 * Math.Log(1.5)), amount.Drift.Single(static drift => drift.Metric == "psi").Value!.Value, 1e-12);
        var point = Assert.Single(report.Timeline);
        Assert.Equal((Noon.AddMinutes(1), 200, 0.2), (point.Start, point.Rows, point.FailedShare!.Value));
        Assert.Equal(5, report.P50Milliseconds!.Value, 0.1);
        Assert.Equal(Noon.AddMinutes(2), report.Watermark);
    }

    [Fact]
    public async Task GetSegmentsAsync_TwoSegmentsOfWhichOneChanged_NamesTheWorstFirst()
    {
        var feed = await FeedAsync("segments", ColumnShape.OfNumbers([49]));
        await feed.AddAsync(Noon, [.. MonitorFeed.Rows(100, "DE"), .. MonitorFeed.Rows(100, "FR")]);
        await feed.AddAsync(Noon.AddMinutes(1), [.. MonitorFeed.Rows(300, "DE"), .. MonitorFeed.Rows(100, "FR", from: 25)]);
        await feed.ReportAsync(Noon.AddMinutes(2));

        var list = await _platform.Client.Monitor.GetSegmentsAsync("segments", new MonitorQuery { From = Noon.AddMinutes(1), Until = Noon.AddMinutes(2), Baseline = "previous" });

        Assert.Equal(400, list.Rows);
        Assert.Equal(
            [("country=FR", 100, 0.25, "amount"), ("country=DE", 300, 0.75, "amount")],
            list.Segments.Select(static segment => (segment.Segment, segment.Rows, segment.Share!.Value, segment.Column!)));
        Assert.Equal((0.25 * Math.Log(2)) + (0.25 * Math.Log(1.5)), list.Segments[0].Psi!.Value, 1e-12);
        Assert.Equal(0, list.Segments[1].Psi!.Value, 1e-12);
    }

    [Theory]
    [InlineData("nobody", null, null, null, ErrorCode.ModelNotFound, "Request for unknown model: 'nobody' is not found")]
    [InlineData("refused", 7, null, null, ErrorCode.InvalidRequest, "There are no windows of version 7 of model 'refused'; there are some of 1.")]
    [InlineData("refused", null, "yesterday", null, ErrorCode.InvalidRequest, "'baseline' is 'yesterday'; it must be 'training', 'previous', 'champion', or two ascending times such as 2026-01-01T00:00:00Z/2026-02-01T00:00:00Z.")]
    [InlineData("refused", null, null, 0, ErrorCode.InvalidRequest, "'from' is 2026-03-04 12:00:00Z and 'until' is 2026-03-04 12:00:00Z; 'from' must be the earlier one.")]
    public async Task GetReportAsync_CannotBeAnswered_SaysWhy(string model, int? version, string? baseline, int? minutes, ErrorCode code, string message)
    {
        var feed = await FeedAsync("refused");
        await feed.AddAsync(Noon, MonitorFeed.Rows(10, "DE"));
        await feed.ReportAsync(Noon.AddMinutes(1));

        var exception = await Assert.ThrowsAsync<OrleansMLException>(() => _platform.Client.Monitor.GetReportAsync(
            model, new MonitorQuery { Version = version, Baseline = baseline, From = minutes is null ? null : Noon, Until = minutes is { } length ? Noon.AddMinutes(length) : null }));

        Assert.Equal((code, message), (exception.Code, exception.Message));
    }

    [Fact]
    public async Task GetReportAsync_SegmentThatIsNone_IsRefusedAndOneOfAnotherTimeIsNot()
    {
        var feed = await FeedAsync("misspelt");
        await feed.AddAsync(Noon, [.. MonitorFeed.Rows(10, "DE"), .. MonitorFeed.Rows(10, "FR")]);
        await feed.AddAsync(Noon.AddMinutes(1), MonitorFeed.Rows(10, "DE"));
        await feed.ReportAsync(Noon.AddMinutes(2));

        Assert.Equal(
            "'segment' is 'contry=DE', which is no segment of model 'misspelt': one is a value of 'country', written COLUMN=VALUE. The nearest of 2 that were seen: 'country=DE', 'country=FR'. Correct it, or list the segments of a time.",
            (await RefusedAsync("contry=DE")).Message);
        Assert.Equal(
            "'segment' is 'country=DD', and 'DD' is no value of column 'country' that model 'misspelt' was given, or that its package tells of. The nearest of 2 that were seen: 'country=DE', 'country=FR'. Correct it, or list the segments of a time.",
            (await RefusedAsync("country=DD")).Message);

        var later = await ReportAsync("country=FR");
        Assert.Equal(0, later.Rows);
        Assert.Equal("There are no predictions of segment 'country=FR' in this time; the last ones are of version 1, in the window from 2026-03-04 12:00:00Z.", later.Notes[^1]);
        var missing = await ReportAsync("country=(missing)");
        Assert.Equal(
            "There are no predictions of segment 'country=(missing)' in this time, nor in any other window that was looked through. The nearest of 2 that were seen: 'country=DE', 'country=FR'.", missing.Notes[^1]);
        Assert.DoesNotContain((await ReportAsync("country=DE")).Notes, static note => note.Contains("predictions of segment", StringComparison.Ordinal));

        Task<MonitorReport> ReportAsync(string segment) =>
            _platform.Client.Monitor.GetReportAsync("misspelt", new MonitorQuery { Segment = segment, From = Noon.AddMinutes(1), Until = Noon.AddMinutes(2), Baseline = "previous" });

        async Task<OrleansMLException> RefusedAsync(string segment)
        {
            var exception = await Assert.ThrowsAsync<OrleansMLException>(() => ReportAsync(segment));
            Assert.Equal(ErrorCode.InvalidRequest, exception.Code);
            return exception;
        }
    }

    [Fact]
    public async Task GetReportAsync_PackageCannotBeRead_TellsWhatWindowsHold()
    {
        var feed = await FeedAsync("unread");
        await feed.AddAsync(Noon, MonitorFeed.Rows(10, "DE"));
        await feed.ReportAsync(Noon.AddMinutes(1));
        foreach (var artifact in Directory.GetFiles(_platform.ArtifactDirectory, "*", SearchOption.AllDirectories))
            File.Delete(artifact);

        var report = await _platform.Client.Monitor.GetReportAsync("unread", new MonitorQuery { From = Noon, Until = Noon.AddMinutes(1), Baseline = "training" });

        Assert.Equal(10, report.Rows);
        Assert.StartsWith("The package of version 1 cannot be read now, and there is nothing to compare with: ", Assert.Single(report.Notes));
    }

    private async Task<MonitorFeed> FeedAsync(string model, ColumnShape? shape = null)
    {
        await _platform.Client.Registry.PushAsync(model, new MemoryStream(MlpModel.Random([3, 8, 1], seed: 1).ToOnnx()));
        await _platform.Client.Monitor.ApplyAsync(model, $"""
            model: {model}
            window: 1m
            segments: [country]
            """);
        return new MonitorFeed(_platform.Grains, model, shape);
    }
}
