using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

public sealed class MonitorGrainTests : IAsyncLifetime
{
    private static readonly MonitorKey Whole =
        new("m", 1, new DateTimeOffset(2026, 3, 26, 0, 59, 0, TimeSpan.Zero), TimeSpan.FromMinutes(1), "all");

    private PlatformCluster _platform = null!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync("cpu", "cpu");

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task Add_PartsOfTwoSilos_AreCountedOnceEach()
    {
        var grain = GrainOf(Whole);

        Assert.True(await grain.Add(PartOf("a", 1, rows: 2, "c=DE")));
        Assert.True(await grain.Add(PartOf("b", 1, rows: 3, "c=FR", "c=DE")));
        Assert.False(await grain.Add(PartOf("a", 1, rows: 2, "c=DE")));
        Assert.True(await grain.Add(PartOf("a", 2, rows: 5)));

        var window = await grain.Get();
        Assert.Equal(10, SegmentWindow.ReadFrom(window.Window).Rows);
        Assert.Equal(["c=DE", "c=FR"], window.Segments);
        Assert.Equal(3, window.Revision);
        Assert.Equal((true, true, false), (await grain.Has("a", 2), await grain.Has("b", 1), await grain.Has("b", 2)));
    }

    [Fact]
    public async Task KillSiloAsync_OfTheWindow_NothingThatWasAnsweredIsLost()
    {
        var grain = GrainOf(Whole with { Segment = "c=DE, or/so" });
        await grain.Add(PartOf("a", 1, rows: 4));
        var address = await _platform.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        await _platform.Cluster.KillSiloAsync(_platform.Cluster.Silos.Single(silo => silo.SiloAddress.Equals(address)));

        await Eventually.HoldsAsync(async () => await CountAsync(grain) == 4, "the window is read elsewhere", TimeSpan.FromMinutes(2));
        Assert.False(await grain.Add(PartOf("a", 1, rows: 4)));
    }

    [Fact]
    public async Task Add_DamagedBytes_AreRefusedAndChangeNothing()
    {
        var grain = GrainOf(Whole with { Version = 2 });
        await grain.Add(PartOf("a", 1, rows: 1));

        var refused = await Assert.ThrowsAsync<OrleansMLException>(() => grain.Add(new MonitorPart { Source = "a", Number = 2, Window = [1, 2, 3] }));

        Assert.Equal(ErrorCode.InvalidRequest, refused.Code);
        Assert.Contains("'m/2/20260326T005900Z/60/all'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, SegmentWindow.ReadFrom((await grain.Get()).Window).Rows);
        Assert.False(await grain.Has("a", 2));
    }

    [Fact]
    public async Task Delete_AWindow_IsEmptyAfterwards()
    {
        var grain = GrainOf(Whole with { Version = 3 });
        await grain.Add(PartOf("a", 1, rows: 1));
        await grain.Delete();
        await grain.Delete();

        Assert.Null((await grain.Get()).Window);
    }

    private static async Task<long?> CountAsync(IMonitorGrain grain)
    {
        try
        {
            return SegmentWindow.ReadFrom((await grain.Get()).Window).Rows;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    private static MonitorPart PartOf(string source, long number, int rows, params string[] segments)
    {
        var window = new SegmentWindow();
        window.AddAnswered(rows, TimeSpan.FromMilliseconds(1));
        return new MonitorPart { Source = source, Number = number, Window = window.ToArray(), Segments = segments };
    }

    private IMonitorGrain GrainOf(MonitorKey key) => _platform.Grains.GetGrain<IMonitorGrain>(key.ToString());
}
