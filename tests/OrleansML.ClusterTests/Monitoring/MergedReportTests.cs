using OrleansML.Learning.Mlp;
using OrleansML.Monitoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>Reports that are made of spans that are kept say what windows hold now.</summary>
public sealed class MergedReportTests : IAsyncLifetime
{
    private static readonly byte[] Network = MlpModel.Random([3, 8, 1], seed: 1).ToOnnx();
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 11, 55, 0, TimeSpan.Zero);

    private readonly MovedTime _time = new(Start);
    private PlatformCluster _platform = null!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(["cpu"], new(), _time);

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task GetReport_WindowsGrowAndComeMeanwhile_TellsWhatTheyHoldNow()
    {
        await _platform.Client.Registry.PushAsync("merged", new MemoryStream(Network));
        var feed = new MonitorFeed(_platform.Grains, "merged");
        // Ten minutes around noon, where a span of four hours ends: there are parts to merge.
        for (var minute = 0; minute < 10; minute++)
            await feed.AddAsync(At(minute), MonitorFeed.Rows(10, "DE"));
        await feed.ReportAsync(At(10));
        var query = new MonitorQuery { Version = 1, From = At(0), Until = At(20), Baseline = $"{At(0):O}/{At(5):O}" };

        var first = await ReportAsync(query);
        var again = await ReportAsync(query);
        await feed.AddAsync(At(7), MonitorFeed.Rows(5, "FR", from: 1_000));
        await feed.AddAsync(At(10), MonitorFeed.Rows(3, "DE"));
        await feed.ReportAsync(At(11));
        var later = await ReportAsync(query);

        Assert.Equal((100, 9.0), (first.Rows, AmountOf(first).Maximum));
        Assert.Equal(Enumerable.Repeat(10L, 10), first.Timeline.Select(static point => point.Rows));
        Assert.Equal(0, AmountOf(first).Drift[0].Value);
        Assert.Equal(first.Timeline, again.Timeline);
        Assert.Equal((first.Rows, AmountOf(first).Mean), (again.Rows, AmountOf(again).Mean));

        Assert.Equal((108, 1_004.0), (later.Rows, AmountOf(later).Maximum));
        Assert.Equal([10, 10, 10, 10, 10, 10, 10, 15, 10, 10, 3], later.Timeline.Select(static point => point.Rows));
        Assert.Equal(["DE", "FR"], later.Columns.Single(static column => column.Name == "country").Distribution!.Bars);
    }

    private static MonitorColumn AmountOf(MonitorReport report) => report.Columns.Single(static column => column.Name == "amount");

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    private Task<MonitorReport> ReportAsync(MonitorQuery query) => _platform.Grains.GetGrain<IMonitorQueryGrain>("merged").GetReport(query);
}
