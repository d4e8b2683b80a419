using OrleansML.Benchmarks.Cluster;

namespace OrleansML.Benchmarks.Tests;

public sealed class ClusterCostModelTests
{
    // 1 silo: nobody to probe. 3 silos: 2 probes and 2 answers each 5 s are 48 messages a minute; the other 52 go to 2 silos, 26 to each.
    private static readonly IdleCost One = new(
        RedisBytesIn: 1_000, RedisBytesOut: 1_300, RedisCommands: 20, Messages: 0, MessageBytes: 0, ProcessorSeconds: 0.5);

    private static readonly IdleCost Three = new(
        RedisBytesIn: 1_010, RedisBytesOut: 1_900, RedisCommands: 22, Messages: 100, MessageBytes: 30_000, ProcessorSeconds: 0.6);

    private static readonly JoinCost Join = new(Seconds: 1, Messages: 90, Bytes: 50_000, RedisCommands: 30);

    private readonly ClusterCostModel _model = ClusterCostModel.Fit(One, 1, Three, 3, Join);

    [Fact]
    public void Fit_TwoSizes_FindsTheConstants()
    {
        Assert.Equal(1_010, _model.RedisBytesIn);
        Assert.Equal(new LinearCost(1_000, 300), _model.RedisBytesOut);
        Assert.Equal(22, _model.RedisCommands);
        Assert.Equal(26, _model.MessagesToEach);
        Assert.Equal(300, _model.BytesPerMessage);
        Assert.Equal(30, _model.JoinMessagesPerSilo);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 100)]     // what was measured: 48 + 2 * 26
    [InlineData(11, 500)]    // 10 probed: 240 + 10 * 26
    [InlineData(12, 526)]    // still 10 probed: 240 + 11 * 26
    [InlineData(100, 2_814)] // 240 + 99 * 26
    public void Messages_OfSilo_GrowWithProbesUpToTenAndWithEveryOtherSilo(int silos, double expected) =>
        Assert.Equal(expected, _model.Messages(silos));

    [Fact]
    public void Rows_HundredSilos_MultiplyWhatOneSiloCosts()
    {
        var rows = _model.Rows(100).ToDictionary(row => row.Name, row => row.Value);

        Assert.Equal(100 * 1_010, rows["redis.in"]);
        Assert.Equal(100 * (1_000 + (100 * 300)), rows["redis.out"]);
        Assert.Equal(100 * 22, rows["redis.commands"]);
        Assert.Equal(2_814, rows["silo.messages"]);
        Assert.Equal(2_814 * 300, rows["silo.messages.bytes"]);
        Assert.Equal(3_000, rows["join.messages"]);
    }

    [Fact]
    public void Fit_FewerMessagesThanProbes_NeverGoesBelowTheProbes()
    {
        var model = ClusterCostModel.Fit(One, 1, Three with { Messages = 40 }, 3, Join);

        Assert.Equal(0, model.MessagesToEach);
        Assert.Equal(48, model.Messages(3));
    }
}
