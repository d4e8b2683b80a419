using OrleansML.Data.History.Writing;
using OrleansML.Data.Monitoring;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Monitoring;

public sealed class LostPredictionsTests
{
    private static readonly DateTimeOffset Found = PredictionBench.Start.AddHours(1);

    [Fact]
    public void Collect_RunThatLives_IsLeftAlone()
    {
        using var bench = new PredictionBench();
        bench.Predict((1, null, 1));
        Assert.Empty(new LostPredictions(bench.Root).Collect(Found));
        Assert.Single(Directory.GetFiles(MonitoringFiles.CountersOf(bench.Root)));
    }

    [Fact]
    public void Collect_RunThatEndedWithUnflushedPredictions_CountsThemOnceAndKeepsARecord()
    {
        using var bench = new PredictionBench();
        bench.Predict((1, null, 1));
        bench.Writer.Flush();
        bench.Counter.CompleteUntil(bench.Time.GetFeatureTime() + TimeSpan.FromSeconds(3));
        bench.Predict((2, null, 1));
        bench.Predict((3, null, 1));
        bench.Counter.Drop();
        bench.Counters.Of("other", 7, bench.Time.GetFeatureTime()).Take();
        bench.Counters.Dispose();

        var lost = new LostPredictions(bench.Root);
        LostOfVersion[] expected =
        [
            new("fare", 1, 3, 1, PredictionBench.Start.AddSeconds(3), Found), new("other", 7, 1, 0, PredictionBench.Start, Found),
        ];
        Assert.Equal(expected, lost.Collect(Found));
        Assert.Empty(lost.Collect(Found));
        Assert.Equal(expected, lost.Of());
        Assert.Equal(expected[1..], lost.Of("other"));
    }

    [Fact]
    public void Dispose_NothingMissing_LeavesNoFile()
    {
        using var bench = new PredictionBench();
        bench.Predict((1, null, 1));
        bench.Writer.Flush();
        bench.Counter.IntendWindow(1, 1, 0, 60);
        bench.Counter.CommitWindow();
        bench.Counters.Dispose();
        Assert.Empty(Directory.GetFiles(MonitoringFiles.CountersOf(bench.Root)));
        // Late predictions still find memory to count in.
        bench.Counter.Take();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public void Collect_DeathBetweenFileAndCount_GoesByWhetherTheFileIsThere(bool isThere, long expected)
    {
        using var bench = new PredictionBench();
        for (var index = 0; index < 3; index++)
            bench.Counter.Take();
        bench.Counter.Intend(2, 5, new DateOnly(2024, 3, 1));
        if (isThere)
        {
            var day = Directory.CreateDirectory(MonitoringFiles.DayOf(MonitoringFiles.PredictionsOf(bench.Root), "fare", new DateOnly(2024, 3, 1)));
            File.WriteAllText(Path.Combine(day.FullName, HistoryFileNames.Of(bench.Names.Run, 5)), "");
        }

        bench.Counters.Dispose();
        Assert.Equal(expected, Assert.Single(new LostPredictions(bench.Root).Collect(Found)).Lost);
    }

    [Fact]
    public void Collect_DeathBetweenFileAndCount_FileThatIsMergedAndRemovedIsNotLost()
    {
        using var bench = new PredictionBench();
        for (var index = 0; index < 3; index++)
            bench.Counter.Take();
        bench.Counter.Intend(2, 5, new DateOnly(2024, 3, 1));
        bench.Counters.Dispose();
        // Of what a merge leaves the merged file and its list are there, and the list is still to be removed.
        var day = Directory.CreateDirectory(MonitoringFiles.DayOf(MonitoringFiles.PredictionsOf(bench.Root), "fare", new DateOnly(2024, 3, 1))).FullName;
        File.WriteAllText(Path.Combine(day, "silo2-0000000000000001-000001.parquet"), "");
        File.WriteAllLines(Path.Combine(day, "silo2-0000000000000001-000001.replaces"), ["other.parquet", HistoryFileNames.Of(bench.Names.Run, 5)]);

        Assert.Equal(1, Assert.Single(new LostPredictions(bench.Root).Collect(Found)).Lost);
    }

    [Fact]
    public void Collect_RunThatDiedWhileItMadeItsFile_HasLostNothing()
    {
        using var bench = new PredictionBench();
        var folder = Directory.CreateDirectory(MonitoringFiles.CountersOf(bench.Root));
        File.WriteAllBytes(Path.Combine(folder.FullName, "a.counters"), new byte[10]);
        Assert.Empty(new LostPredictions(bench.Root).Collect(Found));
        Assert.Empty(folder.GetFiles());
    }

    [Theory]
    [InlineData("a version", 64)]
    [InlineData("a time", 72)]
    [InlineData("a day", 104)]
    public void Collect_RecordThatCannotBeTrue_IsLeftOutAndTheRestCounts(string what, int at)
    {
        using var bench = new PredictionBench();
        bench.Counter.Take();
        bench.Counter.Intend(1, 5, new DateOnly(2024, 3, 1));
        bench.Counters.Of("other", 7, bench.Time.GetFeatureTime()).Take();
        bench.Counters.Dispose();
        var path = Assert.Single(Directory.GetFiles(MonitoringFiles.CountersOf(bench.Root)));
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(EventCounters.HeaderBytes + at, sizeof(long)).Fill(0x7F);
        File.WriteAllBytes(path, bytes);

        var lost = Assert.Single(new LostPredictions(bench.Root).Collect(Found));
        Assert.True(lost is { Model: "other", Lost: 1 }, $"{what} was spoilt, and {lost} is what was lost");
    }

    [Fact]
    public void Collect_FileCutWithinARecord_CountsThoseBefore()
    {
        using var bench = new PredictionBench();
        bench.Counter.Take();
        bench.Counters.Of("other", 7, bench.Time.GetFeatureTime()).Take();
        bench.Counters.Dispose();
        var path = Assert.Single(Directory.GetFiles(MonitoringFiles.CountersOf(bench.Root)));
        using (var file = File.OpenWrite(path))
            file.SetLength(EventCounters.HeaderBytes + EventCounters.RecordBytes + 100);

        Assert.Equal("fare", Assert.Single(new LostPredictions(bench.Root).Collect(Found)).Model);
    }

    [Fact]
    public void Of_MoreVersionsThanTheFileHolds_CountsThemAll()
    {
        using var bench = new PredictionBench();
        for (var version = 1; version <= EventCounters.MostVersions + 2; version++)
            bench.Counters.Of("m", version, bench.Time.GetFeatureTime()).Take();
        Assert.All(bench.Counters.All, static counter => Assert.Equal((1, 0, 0), (counter.Taken, counter.Dropped, counter.Flushed)));
        Assert.Equal(EventCounters.MostVersions + 2, bench.Counters.All.Count);
    }
}
