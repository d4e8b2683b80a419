using Microsoft.Extensions.Time.Testing;
using OrleansML.Data.History;
using OrleansML.Data.Monitoring;
using OrleansML.DataTests.History;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Monitoring;

public sealed class LabelStoreTests : IDisposable
{
    private readonly PredictionBench _bench = new();

    private FakeTimeProvider Time => _bench.Time;

    private LabelStore Store => new(_bench.Root, new HistoryQueryOptions { Threads = 1, MemoryLimit = 256L << 20 }, Time);

    [Fact]
    public async Task AddAsync_FirstLabelCounts_LaterOnesAreRepeatedOrConflicting()
    {
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.Equal(new LabelCounts(2, 1, 1, false), await AddAsync("b1", new(one, null, "1", null), new(two, null, "cash", null), new(one, 0, "1.0", null), new(two, null, "card", null)));
        Assert.Equal(new LabelCounts(0, 1, 1, false), await AddAsync("b2", new(one, null, "1.00", null), new(two, null, "CASH", null)));
        Assert.Equal(new LabelCounts(1, 0, 0, false), await AddAsync("b3", new Label(one, 1, "9", null)));
    }

    [Fact]
    public async Task AddAsync_SameBatchAgain_ChangesNothing()
    {
        var label = new Label(Guid.CreateVersion7(), null, "1", null);
        await AddAsync("b1", label);
        Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(new LabelCounts(1, 0, 0, true), await AddAsync("b1", label));
        Assert.Equal(["1"], HistoryBench.Rows($"SELECT count(*) FROM {LabelRelation.All(_bench.Root, "fare")}"));
    }

    [Fact]
    public async Task AddAsync_FullDisk_LeavesNothingAndCanBeRepeated()
    {
        var day = Directory.CreateDirectory(MonitoringFiles.DayOf(MonitoringFiles.LabelsOf(_bench.Root), "fare", new DateOnly(2024, 3, 1)));
        File.CreateSymbolicLink(Path.Combine(day.FullName, "b1.parquet.tmp"), "/dev/full");
        var label = new Label(Guid.CreateVersion7(), null, "1", null);

        await Assert.ThrowsAsync<HistoryException>(() => AddAsync("b1", label));
        Assert.Empty(day.GetFiles());
        Assert.Equal(new LabelCounts(1, 0, 0, false), await AddAsync("b1", label));
    }

    [Fact]
    public async Task RelationOf_LabelledPredictions_JoinsTheFirstLabelOfEachRow()
    {
        var single = _bench.Predict((1, null, 10));
        var several = _bench.Predict((2, null, 20), (3, null, 30));
        var unlabelled = _bench.Predict((4, null, 40));
        _bench.Writer.Flush();
        Time.Advance(TimeSpan.FromDays(3));
        await AddAsync("b1", new(single, null, "11", (FeatureTime)PredictionBench.Start), new(several, 1, "31.5", null), new(several, null, "21", null), new(Guid.CreateVersion7(), null, "0", null));
        await AddAsync("b2", new Label(single, null, "12", null));

        // The label of 'several' that names no row could be of either, so it is of none.
        Assert.Equal(
            [$"{single}|0|11|11|2024-03-01 12:00:00|2024-03-04 12:00:00|10", $"{several}|1|31.5|31.5|-|2024-03-04 12:00:00|30"],
            HistoryBench.Rows(
                "SELECT _prediction::VARCHAR, _row, _label, _label_number, _observed_at::VARCHAR, _labelled_at::VARCHAR, amount FROM "
                + new LabelledPredictions(_bench.Root).RelationOf("fare") + " ORDER BY distance"));
        Assert.NotEqual(unlabelled, single);
    }

    [Fact]
    public async Task RelationOf_LabelOfText_HasNoNumber()
    {
        var id = _bench.Predict((1, null, 10));
        _bench.Writer.Flush();
        await AddAsync("b1", new Label(id, 0, "cash", null));
        Assert.Equal(["cash|-"], HistoryBench.Rows($"SELECT _label, _label_number FROM {new LabelledPredictions(_bench.Root).RelationOf("fare")}"));
    }

    public void Dispose() => _bench.Dispose();

    private Task<LabelCounts> AddAsync(string batch, params Label[] labels) => Store.AddAsync("fare", batch, labels, CancellationToken.None);
}
