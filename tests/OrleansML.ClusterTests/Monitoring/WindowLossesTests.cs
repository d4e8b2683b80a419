using System.Text.Json;
using OrleansML.Learning.Mlp;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>What silos that were killed left behind is told to the monitors, once.</summary>
public sealed class WindowLossesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private PlatformCluster _platform = null!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync("cpu");

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task Rounds_PartsOnTheirWayWhenSilosWereKilled_CountAsLostUnlessTheirWindowsHaveThem()
    {
        await _platform.Client.Registry.PushAsync("left", new MemoryStream(MlpModel.Random([3, 8, 1], seed: 1).ToOnnx()));
        var window = new SegmentWindow();
        window.AddAnswered(1, TimeSpan.FromMilliseconds(1));
        await _platform.Grains.GetGrain<IMonitorGrain>(new MonitorKey("left", 1, Noon, Hour, "all").ToString())
            .Add(new MonitorPart { Source = "arrived", Number = 3, Window = window.ToArray() });
        await _platform.Grains.GetGrain<IMonitorGrain>(new MonitorKey("left", 1, Noon, Hour, "all").ToString())
            .Add(new MonitorPart { Source = "whole", Number = 3, Window = window.ToArray() });

        // Of five predictions two were on their way: one silo's part arrived, the other's did not; the third had nothing on its way and had dropped four.
        Leave("arrived", Of(1, missing: 5, part: 3));
        Leave("gone", Of(1, missing: 5, part: 9));
        Leave("full", Of(2, missing: 0, dropped: 4));
        // All of it arrived.
        Leave("whole", Of(1, missing: 2, part: 3));

        await Eventually.HoldsAsync(() => Directory.GetFiles(Folder, "*.uncounted.json").Length == 0, "everything is told", TimeSpan.FromMinutes(2));

        var lost = (await _platform.Grains.GetGrain<IModelMonitorGrain>("left").GetIndex()).Lost;
        Assert.Equal(
            [("arrived", 1, 3, 0, Noon), ("full", 2, 0, 4, Noon), ("gone", 1, 5, 0, Noon)],
            lost.Select(static loss => (loss.Source, loss.Version, loss.Lost, loss.Dropped, loss.Since)).OrderBy(static loss => loss.Source, StringComparer.Ordinal));
    }

    private string Folder => Path.Combine(_platform.FeatureDirectory, "monitoring");

    // As the silo that finds the counters of another writes it.
    private static object Of(int version, long missing, long dropped = 0, long? part = null) => new
    {
        Model = "left", Version = version, Missing = missing, Dropped = dropped, Since = Noon,
        Part = part is { } number ? new { Number = number, Start = Noon, Length = Hour, Predictions = 2 } : null,
    };

    private void Leave(string run, object version)
    {
        Directory.CreateDirectory(Folder);
        var draft = Path.Combine(Folder, run + ".draft");
        File.WriteAllText(draft, JsonSerializer.Serialize(new[] { version }));
        File.Move(draft, Path.Combine(Folder, run + ".uncounted.json"));
    }
}
