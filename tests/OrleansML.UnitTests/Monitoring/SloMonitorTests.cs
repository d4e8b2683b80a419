using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansML.Grains.Monitoring;
using OrleansML.Inference;
using OrleansML.Models;

namespace OrleansML.UnitTests.Monitoring;

public sealed class SloMonitorTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly ServingMetrics _metrics = new();
    private readonly SloMonitor _monitor;

    public SloMonitorTests() => _monitor = new SloMonitor(_metrics, _services.GetRequiredService<IMeterFactory>(), _time);

    public void Dispose()
    {
        _monitor.Dispose();
        _metrics.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void CountsOf_OutageOfTenMinutesTwoHoursAgo_IsInTheLongWindowOnly()
    {
        var version = _metrics.Of(Source("fare", 1, 0.99));
        Pass(version, minutes: 60, answered: 100, failed: 0);
        Pass(version, minutes: 10, answered: 50, failed: 50);
        Pass(version, minutes: 120, answered: 100, failed: 0);

        // By hand: the six hours hold all 190 minutes, and the hour ends the outage two hours later.
        Assert.Equal(["5m 500 0 5", "30m 3000 0 30", "1h 6000 0 60", "6h 19000 500 190"], Lines("fare"));
    }

    [Fact]
    public void CountsOf_TwoVersionsWithDifferentTargets_AddsThemUp()
    {
        Pass(_metrics.Of(Source("fare", 1, 0.99)), minutes: 1, answered: 90, failed: 10);
        Pass(_metrics.Of(Source("fare", 2, 0.9)), minutes: 1, answered: 100, failed: 0);
        Pass(_metrics.Of(Source("tip", 1, 0.5)), minutes: 1, answered: 1, failed: 1);
        Pass(_metrics.Of(Source("none", 1, null)), minutes: 1, answered: 1, failed: 1);

        Assert.Equal(["5m 200 10 11", "30m 200 10 11", "1h 200 10 11", "6h 200 10 11"], Lines("fare"));
        Assert.Equal("5m 2 1 1", Lines("tip")[0]);
        Assert.Empty(Lines("none"));
    }

    private string[] Lines(string model) =>
        [.. _monitor.CountsOf(model).Select(static counts => FormattableString.Invariant($"{counts.Window} {counts.Requests} {counts.Bad} {Math.Round(counts.Allowed, 6)}"))];

    private void Pass(VersionMetrics version, int minutes, int answered, int failed)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            for (var request = 0; request < answered; request++)
                version.Answered(TimeSpan.FromMilliseconds(1), queueMicroseconds: 0);
            for (var request = 0; request < failed; request++)
                version.Failed(new OrleansMLException(ErrorCode.QueueFull, ""), TimeSpan.FromMilliseconds(1));
            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static ModelSource Source(string model, int version, double? availability) => new(
        new ModelId(model, version),
        new ModelDescription
        {
            Platform = "onnx_onnxruntime",
            Inputs = [],
            Outputs = [],
            Pool = "cpu",
            Replicas = 1,
            MaximumBatchRows = 1,
            MaximumBatchDelay = TimeSpan.Zero,
            EstimatedBytes = 1,
            Objectives = availability is null ? null : new ModelObjectives { Availability = availability },
        },
        static () => throw new NotSupportedException());
}
