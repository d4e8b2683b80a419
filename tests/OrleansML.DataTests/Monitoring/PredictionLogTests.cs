using OrleansML.Data.History;
using OrleansML.Data.History.Writing;
using OrleansML.Data.Monitoring;
using OrleansML.DataTests.History;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Monitoring;

public sealed class PredictionLogTests
{
    [Fact]
    public void Flush_PredictionsOfSeveralRows_AreReadWithIdsAndValues()
    {
        using var bench = new PredictionBench { Pii = PiiStorage.Plain };
        var first = bench.Predict((1.5, "Ann", 10.25f));
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var second = bench.Predict((null, null, 3f), (0.1, "Bob", -1f));
        Assert.True(bench.Writer.Flush());

        Assert.Equal(
            [$"{first}|0|1|2024-03-01 12:00:00|1|7|8|9|1.5|Ann|10.25", $"{second}|0|2|2024-03-01 12:00:01|1|7|8|9|-|-|3", $"{second}|1|2|2024-03-01 12:00:01|1|7|8|9|0.1|Bob|-1"],
            HistoryBench.Rows(
                "SELECT _prediction::VARCHAR, _row, _rows, _time::VARCHAR, _version, _queue_us, _compute_us, _feature_us, distance, driver, amount FROM "
                + new PredictionLog(bench.Root).RelationOf("fare") + " ORDER BY _time, _row"));
    }

    [Fact]
    public void Flush_PersonalAndSecretValues_AreHashedAndLeftOut()
    {
        using var bench = new PredictionBench();
        bench.Predict((1, "Ann", 1));
        bench.Writer.Flush();

        var relation = new PredictionLog(bench.Root).RelationOf("fare");
        // HMAC-SHA256 of "Ann" under the key of the bench, by Python's hmac module.
        Assert.Equal(["993bf55a4da782513aed2f25784cb2b7"], HistoryBench.Rows($"SELECT \"driver.hash\" FROM {relation}"));
        Assert.Equal(["distance", "driver.hash", "amount"], HistoryBench.Rows($"SELECT column_name FROM (DESCRIBE SELECT * FROM {relation})").Skip(8));
        Assert.DoesNotContain("4711", File.ReadAllText(Assert.Single(bench.Files())), StringComparison.Ordinal);
    }

    [Fact]
    public void RelationOf_FromAndUntil_TakesTheFirstAndNotTheLastMoment()
    {
        using var bench = new PredictionBench();
        for (var hour = 0; hour < 4; hour++, bench.Time.Advance(TimeSpan.FromHours(8)))
            bench.Predict((hour, null, 0));
        bench.Writer.Flush();

        var relation = new PredictionLog(bench.Root).RelationOf("fare", PredictionBench.Start.AddHours(8), PredictionBench.Start.AddHours(24));
        Assert.Equal(["1", "2"], HistoryBench.Rows($"SELECT distance FROM {relation} ORDER BY 1"));
        Assert.Equal(2, bench.Files().Length);
    }

    [Fact]
    public void RelationOf_NothingLogged_HasColumnsAndNoRows()
    {
        using var bench = new PredictionBench();
        Assert.Equal(["0"], HistoryBench.Rows($"SELECT count(_prediction) FROM {new PredictionLog(bench.Root).RelationOf("fare")}"));
    }

    [Fact]
    public void RelationOf_VersionsWithOtherColumns_GivesTheUnion()
    {
        using var bench = new PredictionBench();
        bench.Predict((1, null, 1));
        var other = new PredictionLayout("fare", [new LoggedColumn("distance", FeatureType.String), new LoggedColumn("weather", FeatureType.Bool)]);
        var counter = bench.Counters.Of("fare", 2, bench.Time.GetFeatureTime());
        bench.Writer.Append(new PredictionRows
        {
            Layout = other, Counter = counter, Id = Guid.NewGuid(), Time = bench.Time.GetFeatureTime() + TimeSpan.FromSeconds(1), Rows = 1, Values = new[] { FeatureValue.Of("far"), FeatureValue.Of(true) },
        });
        bench.Writer.Flush();

        Assert.Equal(
            ["1|1.0|-|1", "2|far|True|-"],
            HistoryBench.Rows($"SELECT _version, distance, weather, amount FROM {new PredictionLog(bench.Root).RelationOf("fare")} ORDER BY _time"));
    }

    [Fact]
    public void Layout_NamesThatAreTheSameToDuckDB_AreToldApart()
    {
        var layout = new PredictionLayout(
            "m", [new LoggedColumn("x", FeatureType.Int), new LoggedColumn("X", FeatureType.Int), new LoggedColumn("_row", FeatureType.Int), new LoggedColumn("x", FeatureType.Int, IsOutput: true)]);
        Assert.Equal(["x", "X.input", "row.input", "x.output"], layout.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Flush_FullDisk_KeepsTheRowsAndWritesThemOnceThereIsRoom()
    {
        using var bench = new PredictionBench();
        bench.Predict((1, null, 1));
        var day = Directory.CreateDirectory(MonitoringFiles.DayOf(MonitoringFiles.PredictionsOf(bench.Root), "fare", new DateOnly(2024, 3, 1)));
        File.CreateSymbolicLink(Path.Combine(day.FullName, HistoryFileNames.Of(bench.Names.Run, 1) + ".tmp"), "/dev/full");

        Assert.False(bench.Writer.Flush());
        Assert.Equal((1, 0), (bench.Counter.Taken, bench.Counter.Flushed));
        Assert.False(bench.Writer.Flush());
        Assert.Equal(1, bench.Writer.FailedWrites);

        bench.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(bench.Writer.Flush());
        Assert.Equal(1, bench.Counter.Flushed);
        Assert.Equal(["1"], HistoryBench.Rows($"SELECT count(*) FROM {new PredictionLog(bench.Root).RelationOf("fare")}"));
    }

    [Fact]
    public void Append_MoreThanMayBeHeld_GivesUpAndCounts()
    {
        using var bench = new PredictionBench();
        for (var index = 0; index < 10; index++)
            bench.Predict((index, null, 0));
        Assert.True(bench.Writer.IsFull);
        bench.Writer.Flush();

        Assert.Equal((2, 10, 8), (bench.Writer.GivenUp, bench.Counter.Taken, bench.Counter.Flushed));
    }

    [Fact]
    public void Tidy_SmallFilesOfAPastDayOfAnySilo_AreMergedInTurn()
    {
        using var bench = new PredictionBench();
        var names = new HistoryFileNames("silo2", bench.Time.GetFeatureTime());
        for (var index = 0; index < 3; index++)
        {
            bench.Predict((index, null, 0));
            bench.Writer.Flush();
        }

        using (var other = bench.NewWriter(names))
        {
            other.Append(bench.Rows(Guid.NewGuid(), (3, null, 0)));
            other.Flush();
        }

        bench.Time.Advance(TimeSpan.FromDays(1));
        var day = Path.GetDirectoryName(bench.Files()[0])!;
        using (DayTurn.TryTake(day))
        {
            bench.Writer.Tidy();
            Assert.Equal(4, new PredictionLog(bench.Root).FilesOf("fare").Count);
        }

        bench.Time.Advance(TimeSpan.FromMinutes(1));
        bench.Writer.Tidy();
        var counting = Assert.Single(new PredictionLog(bench.Root).FilesOf("fare"));
        Assert.Equal(5, bench.Files().Length);
        Assert.Equal(["4|6"], HistoryBench.Rows($"SELECT count(*), sum(distance) FROM {new PredictionLog(bench.Root).RelationOf("fare")}"));

        foreach (var file in bench.Files())
            File.SetLastWriteTimeUtc(file, bench.Time.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(11));
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        bench.Writer.Tidy();
        Assert.Equal([counting], bench.Files());
    }

    [Fact]
    public void Tidy_ManySmallFilesOfToday_AreMerged()
    {
        using var bench = new PredictionBench();
        for (var index = 0; index < HistoryCompactor.MaximumFiles; index++)
        {
            if (index == HistoryCompactor.MaximumFiles - 1)
            {
                bench.Writer.Tidy();
                Assert.Equal(HistoryCompactor.MaximumFiles - 1, new PredictionLog(bench.Root).FilesOf("fare").Count);
            }

            bench.Predict((index, null, 0));
            bench.Writer.Flush();
        }

        bench.Time.Advance(TimeSpan.FromMinutes(1));
        bench.Writer.Tidy();
        Assert.Single(new PredictionLog(bench.Root).FilesOf("fare"));
        Assert.Equal(["64|2016"], HistoryBench.Rows($"SELECT count(*), sum(distance) FROM {new PredictionLog(bench.Root).RelationOf("fare")}"));
    }

    [Fact]
    public void Tidy_MergedFileThatIsMergedAgain_CountsEachRowOnceAtEveryMoment()
    {
        using var bench = new PredictionBench();
        for (var index = 0; index < 3; index++)
        {
            // The last one comes when the others are merged already.
            if (index == 2)
            {
                bench.Time.Advance(TimeSpan.FromDays(1));
                bench.Writer.Tidy();
            }

            bench.Writer.Append(bench.Rows(Guid.NewGuid(), (index, null, 0)) with { Time = PredictionBench.Start });
            bench.Writer.Flush();
        }

        bench.Time.Advance(TimeSpan.FromMinutes(1));
        bench.Writer.Tidy();
        Assert.Equal(["3|3"], Sums(bench));
        Assert.Equal(2, bench.Files("*.replaces").Length);

        // Both lists are due at the same look.
        var written = bench.Time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(1);
        foreach (var file in bench.Files())
            File.SetLastWriteTimeUtc(file, written += TimeSpan.FromMinutes(1));
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        bench.Writer.Tidy();
        Assert.Single(bench.Files());
        Assert.Empty(bench.Files("*.replaces"));
        Assert.Equal(["3|3"], Sums(bench));
    }

    [Fact]
    public void Tidy_DaysPastTheTimeToKeep_AreRemoved()
    {
        using var bench = new PredictionBench();
        bench.Predict((1, null, 0));
        bench.Writer.Flush();
        bench.Time.Advance(TimeSpan.FromDays(10));
        bench.Predict((2, null, 0));
        bench.Writer.Flush();
        bench.Writer.Tidy();
        Assert.Equal(["1", "2"], Distances(bench));

        bench.Time.Advance(TimeSpan.FromDays(1));
        bench.Writer.Tidy();
        Assert.Equal(["2"], Distances(bench));
    }

    private static List<string> Sums(PredictionBench bench) =>
        HistoryBench.Rows($"SELECT count(*), sum(distance) FROM {new PredictionLog(bench.Root).RelationOf("fare")}");

    private static List<string> Distances(PredictionBench bench) =>
        HistoryBench.Rows($"SELECT distance FROM {new PredictionLog(bench.Root).RelationOf("fare")} ORDER BY 1");
}
