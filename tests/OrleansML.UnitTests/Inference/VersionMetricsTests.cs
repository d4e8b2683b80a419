using System.Diagnostics.Metrics;
using System.Globalization;
using OrleansML.Inference;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;

namespace OrleansML.UnitTests.Inference;

public sealed class VersionMetricsTests : IDisposable
{
    private readonly ServingMetrics _metrics = new();

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public void CountsOf_Availability_LeavesOutWhatTheCallerSpoiledOrGaveUp()
    {
        var version = _metrics.Of(Source("fare", 1, new ModelObjectives { Availability = 0.99 }));
        for (var request = 0; request < 95; request++)
            version.Answered(TimeSpan.FromMilliseconds(1), queueMicroseconds: 0);
        foreach (var code in new[] { ErrorCode.QueueFull, ErrorCode.DeadlineExceeded, ErrorCode.FeatureUnavailable, ErrorCode.InvalidRequest, ErrorCode.Unsupported })
            version.Failed(new OrleansMLException(code, ""), TimeSpan.FromMilliseconds(1));
        version.Failed(new OperationCanceledException(), TimeSpan.FromMilliseconds(1));
        version.Failed(new InvalidOperationException(), TimeSpan.FromMilliseconds(1));
        version.Failed(new IOException(), TimeSpan.FromMilliseconds(1));

        // 95 answers and 5 failures of the platform, of which 1 % might have failed.
        var counts = version.CountsOf(SloObjective.Availability)!.Value;
        Assert.Equal((100, 5), (counts.Requests, counts.Bad));
        Assert.Equal(1, counts.Allowed, precision: 12);
        Assert.Null(version.CountsOf(SloObjective.Latency));
    }

    [Fact]
    public void CountsOf_Latency_CountsAnswersThatTookLonger()
    {
        var version = _metrics.Of(Source("fare", 1, new ModelObjectives { Latency = TimeSpan.FromMilliseconds(50), LatencyShare = 0.75 }));
        foreach (var milliseconds in new[] { 1, 49, 50, 51 })
            version.Answered(TimeSpan.FromMilliseconds(milliseconds), queueMicroseconds: 0);
        version.Failed(new OrleansMLException(ErrorCode.QueueFull, ""), TimeSpan.FromSeconds(1));

        Assert.Equal(new SloCounts(4, 1, 1), version.CountsOf(SloObjective.Latency));
        Assert.Null(version.CountsOf(SloObjective.Availability));
    }

    [Fact]
    public void Of_MoreVersionsThanAreToldApart_ShareALabelAndHaveNoObjectives()
    {
        for (var version = 1; version <= ServingMetrics.MostVersions; version++)
            _metrics.Of(Source("fare", version)).Answered(TimeSpan.Zero, queueMicroseconds: 0);
        var known = _metrics.Of(Source("fare", 200));

        var first = _metrics.Of(Source("fare", 201, new ModelObjectives { Availability = 0.99 }));
        var second = _metrics.Of(Source("tip", 1));

        Assert.Same(first, second);
        Assert.Same(known, _metrics.Of(Source("fare", 200)));
        Assert.Equal("model=(other) version=(other) pool=(other)", Text(first));
        Assert.Equal("model=fare version=200 pool=cpu", Text(known));
        Assert.Null(first.CountsOf(SloObjective.Availability));
        Assert.Equal(201, _metrics.Versions.Count());
    }

    [Fact]
    public void Requests_EveryOutcome_HasTheCodeAsLabel()
    {
        using var listener = new MeterListener();
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        var meter = _metrics.Of(Source("fare", 3));
        listener.InstrumentPublished = (instrument, of) =>
        {
            if (instrument.Name is "orleansml.requests" or "orleansml.queue.rejected")
                of.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var labels = tags.ToArray().Select(static tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")).ToArray();
            if (labels.Contains("version=3"))
                lines.Add($"{instrument.Name} {string.Join(' ', labels)}: {value}");
        });
        listener.Start();
        meter.Answered(TimeSpan.FromMilliseconds(1), queueMicroseconds: 5);
        meter.Failed(new OrleansMLException(ErrorCode.QueueFull, ""), TimeSpan.FromMilliseconds(1));
        meter.Failed(new OrleansMLException(ErrorCode.QueueFull, ""), TimeSpan.FromMilliseconds(1));
        meter.Failed(new TaskCanceledException(), TimeSpan.FromMilliseconds(1));

        listener.RecordObservableInstruments();

        Assert.Equal(
            [
                "orleansml.queue.rejected model=fare version=3 pool=cpu: 2",
                "orleansml.requests model=fare version=3 pool=cpu code=cancelled: 1",
                "orleansml.requests model=fare version=3 pool=cpu code=ok: 1",
                "orleansml.requests model=fare version=3 pool=cpu code=queue_full: 2",
            ],
            lines);
    }

    [Fact]
    public void Answered_SomebodyListens_AllocatesNothing()
    {
        var seen = 0;
        using var listener = new MeterListener { InstrumentPublished = static (instrument, of) => of.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref seen));
        listener.Start();
        var version = _metrics.Of(Source("fare", 1, new ModelObjectives { Availability = 0.999, Latency = TimeSpan.FromMilliseconds(50) }));
        Offer(version, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Offer(version, 10_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(seen >= 4 * 10_100);
    }

    private static void Offer(VersionMetrics version, int requests)
    {
        for (var request = 0; request < requests; request++)
        {
            version.Computed(TimeSpan.FromMilliseconds(1), rows: 1);
            version.Answered(TimeSpan.FromMilliseconds(2), queueMicroseconds: 7);
        }
    }

    private static string Text(VersionMetrics version) => string.Join(' ', version.Labels.Select(static label => $"{label.Key}={label.Value}"));

    private static ModelSource Source(string model, int version, ModelObjectives? objectives = null) => new(
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
            Objectives = objectives,
        },
        static () => throw new NotSupportedException());
}
