using Microsoft.Extensions.Options;
using OrleansML.Data.Monitoring;
using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Features;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Monitoring;

public sealed class MonitorEventsTests
{
    private readonly EventCounters _counters = EventCounters.Unkept();

    [Fact]
    public void Offer_MoreThanTheCapacity_DropsAndCounts()
    {
        var events = New(capacity: 16);
        var version = Version(events);
        for (var index = 0; index < 20; index++)
            Answer(version, 4);

        Assert.Equal((16, 4), (version.Counter.Taken, version.Counter.Dropped));
        Assert.True(events.TryTake(out _));
        Answer(version, 4);
        Assert.Equal((17, 4), (version.Counter.Taken, version.Counter.Dropped));
    }

    [Fact]
    public void Offer_MoreThanTheMemory_DropsUnlessNothingElseIsThere()
    {
        var events = New(capacity: 16, memory: 1);
        var version = Version(events);
        Answer(version, 2 << 20);
        Answer(version, 4);
        Assert.Equal((1, 1), (version.Counter.Taken, version.Counter.Dropped));

        Assert.True(events.TryTake(out _));
        Answer(version, 4);
        Assert.Equal((2, 1), (version.Counter.Taken, version.Counter.Dropped));
    }

    [Fact]
    public void Offer_HalfTheCapacity_CallsOnce()
    {
        var calls = 0;
        var events = New(capacity: 16);
        events.EnoughWait = () => calls++;
        var version = Version(events);
        for (var index = 0; index < 16; index++)
        {
            Answer(version, 4);
            Assert.Equal(index < 7 ? 0 : 1, calls);
        }
    }

    [Fact]
    public void Offer_RoomForMany_CallsWhen256Wait()
    {
        var calls = 0;
        var events = New(capacity: 8_192);
        events.EnoughWait = () => calls++;
        var version = Version(events);
        for (var index = 1; index <= 300; index++)
        {
            Answer(version, 4);
            Assert.Equal(index < 256 ? 0 : 1, calls);
        }
    }

    [Fact]
    public void Failed_Request_GivesItsCodeAndCountsNothing()
    {
        var events = New(capacity: 16);
        var version = Version(events);
        version.Failed(ErrorCode.QueueFull);

        Assert.True(events.TryTake(out var taken));
        Assert.Equal((ErrorCode.QueueFull, null), (taken.Error, taken.Reply));
        Assert.Equal((0, 0), (version.Counter.Taken, version.Counter.Dropped));
    }

    [Fact]
    public async Task Offer_ManyThreads_LosesNone()
    {
        var events = New(capacity: 1 << 20);
        var version = Version(events);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var index = 0; index < 10_000; index++)
                Answer(version, 4);
        })));

        var taken = 0;
        while (events.TryTake(out _))
            taken++;
        Assert.Equal((80_000, 80_000L, 0L), (taken, version.Counter.Taken, version.Counter.Dropped));
    }

    [Fact]
    public void Validate_EverythingWrong_ReportsEveryOption()
    {
        var options = new MonitoringOptions { Capacity = 1, MemoryMiB = 0, Flush = TimeSpan.FromMilliseconds(1), KeepLogFor = TimeSpan.Zero };
        Assert.Equal(
            [
                "OrleansML:Monitoring:Capacity is 1; 16 to 1048576 is allowed.",
                "OrleansML:Monitoring:MemoryMiB is 0; 1 to 65536 is allowed.",
                "OrleansML:Monitoring:Flush is 00:00:00.0010000; 00:00:00.1000000 to 00:10:00 is allowed.",
                "OrleansML:Monitoring:KeepLogFor is 00:00:00; 1.00:00:00 to 3660.00:00:00 is allowed.",
            ],
            new MonitoringOptionsValidator().Validate(null, options).Failures);
        Assert.True(new MonitoringOptionsValidator().Validate(null, new MonitoringOptions()).Succeeded);
    }

    private static MonitorEvents New(int capacity, int memory = 256) => new(Options.Create(new MonitoringOptions { Capacity = capacity, MemoryMiB = memory }));

    private MonitoredVersion Version(MonitorEvents events) => new(events, _counters.Of("m", 1, new FeatureTime(0)), Samples.Description);

    private static void Answer(MonitoredVersion version, int bytes) =>
        version.Answered(new PredictRequest { Inputs = [new Tensor("x", TensorType.UInt8, [1, bytes], new byte[bytes])] }, new PredictReply { Outputs = [], Model = "m", Version = 1 });
}
