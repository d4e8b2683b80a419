using Microsoft.Extensions.Logging.Abstractions;
using OrleansML.Data.History;
using OrleansML.Data.History.Writing;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.History;

public sealed class HistoryWriterTests
{
    private static readonly FeatureView AllTypes = HistoryViews.Pushed(
        "types",
        "card: string, shop: int, day: long",
        "b: { type: bool }\ni: { type: int }\nl: { type: long }\nf: { type: float }\nd: { type: double }\ns: { type: string }\nt: { type: timestamp }");

    [Fact]
    public async Task TryAdd_EventOfAllTypes_StandsInTheFileOfItsDay()
    {
        await using var bench = new HistoryBench();
        (string, FeatureValue)[] fields =
        [
            ("b", FeatureValue.Of(true)), ("i", FeatureValue.Of(-7)), ("l", FeatureValue.Of(1L << 40)), ("f", FeatureValue.Of(0.1f)),
            ("d", FeatureValue.Of(0.1)), ("s", FeatureValue.Of("it's")), ("t", FeatureValue.Of(HistoryBench.At(0.000001))),
        ];
        bench.Ingest(AllTypes, 2, HistoryBench.Event(AllTypes, @"a\|b|3|4", 1, fields, created: 1.5, id: "e1"));
        await bench.Writer.FlushAsync();

        var file = Assert.Single(bench.Files("*.parquet"));
        Assert.Equal(Path.Combine(bench.Options.Root, "features", "types", "events", "day=2024-03-01"), Path.GetDirectoryName(file));
        Assert.Equal(
            ["a|b|3|4|2024-03-01 12:00:01|2024-03-01 12:00:01.5|2024-03-01 12:00:02|0|events|e1|-|true|-7|1099511627776|0.1|0.1|it's|2024-03-01 12:00:00.000001"],
            HistoryBench.Rows(
                $"""
                SELECT card, shop, day, _event_time::VARCHAR, _created_time::VARCHAR, _ingest_time::VARCHAR, _sequence, _source, _id, _missing,
                    b::VARCHAR, i, l, f, d, s, t::VARCHAR
                FROM read_parquet('{file}', hive_partitioning = false)
                """));
        Assert.Equal(new HistoryWriterStatistics(1, 0, 0, 1, 0, 1, 0, 0), bench.Writer.Statistics);
    }

    [Fact]
    public async Task TryAdd_EventWithoutTimes_HasTheTimeOfArrival()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, 2, HistoryBench.Event(HistoryViews.Limits, "a", null, [("limit", FeatureValue.Missing)]));
        await bench.Writer.FlushAsync();

        Assert.Equal(
            ["2024-03-01 12:00:02|2024-03-01 12:00:02|[limit]|-"],
            HistoryBench.Rows($"SELECT _event_time::VARCHAR, _created_time::VARCHAR, _missing::VARCHAR, \"limit\" FROM '{bench.Files("*.parquet")[0]}'"));
    }

    [Fact]
    public async Task TryAdd_ServedVector_StandsWithStatusesModelAndPrediction()
    {
        var view = HistoryViews.Pushed(
            "cards", "card: string", "amount: { type: double }", "request: { price: double }\nderived: { share: { expression: amount / request.price } }");
        await using var bench = new HistoryBench();
        Assert.True(bench.Writer.TryAdd(new ServedVector
        {
            View = view,
            Entity = "a",
            ServedAt = HistoryBench.At(3),
            Values = new[] { FeatureValue.Of(2.0), FeatureValue.Of(4.0), FeatureValue.Of(0.5) },
            Statuses = new[] { FeatureStatus.Stale, FeatureStatus.Fresh, FeatureStatus.Fresh },
            Model = "fraud:3",
            PredictionId = "p1",
        }));
        await bench.Writer.FlushAsync();

        var file = Assert.Single(bench.Files("*.parquet"));
        Assert.Contains(Path.Combine("cards", "served", "day=2024-03-01"), file, StringComparison.Ordinal);
        Assert.Equal(
            [$"a|2024-03-01 12:00:03|fraud:3|p1|{view.ContentHash()}|2|stale|4|0.5|fresh"],
            HistoryBench.Rows($"""SELECT card, _served_at::VARCHAR, _model, _prediction, _definition, amount, "amount.status", "request.price", share, "share.status" FROM '{file}'"""));
    }

    [Fact]
    public async Task TryAdd_VectorOfAnotherLength_Throws()
    {
        await using var bench = new HistoryBench();
        var served = new ServedVector { View = HistoryViews.Limits, Entity = "a", ServedAt = HistoryBench.At(0), Values = new FeatureValue[1], Statuses = new FeatureStatus[2] };
        var error = Assert.Throws<ArgumentException>(() => bench.Writer.TryAdd(served));
        Assert.StartsWith("The vector has 1 values and 2 statuses; the view 'limits' has 2 of each.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TryAdd_ValueOfAnotherType_IsRefusedAndCounted()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "a", 0, 0, "limit", FeatureValue.Of(5L));
        bench.Ingest(HistoryViews.Limits, "", 0, 0, "limit", FeatureValue.Of(5.0));
        bench.Ingest(HistoryViews.Limits, "a", 0, 0, "limit", FeatureValue.Of(5.0));
        await bench.Writer.FlushAsync();

        Assert.Equal(new HistoryWriterStatistics(3, 0, 2, 1, 0, 1, 0, 0), bench.Writer.Statistics);
    }

    [Fact]
    public void TryAdd_FullBuffer_DropsAndCounts()
    {
        var buffer = new HistoryBuffer(capacity: 2);
        var row = new HistoryRow(HistoryViews.Limits, "a", HistoryBench.At(0), null, null);
        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => buffer.TryAdd(row)));
        Assert.Equal((2, 2), buffer.Counts);

        Assert.Equal([0L, 1L], buffer.Take([]).Rows.Select(taken => taken.Sequence));
        Assert.True(buffer.TryAdd(row));
        buffer.Stop();
        Assert.False(buffer.TryAdd(row));
        Assert.Equal((3, 3), buffer.Counts);
    }

    [Fact]
    public async Task TryAdd_RowsPerFileReached_ClosesTheFile()
    {
        await using var bench = new HistoryBench { WriterOptions = new HistoryWriterOptions { Silo = "silo1", RowsPerFile = 2 } };
        for (var index = 0; index < 5; index++)
            bench.Ingest(HistoryViews.Limits, "a", index, index, "limit", FeatureValue.Of(1.0));
        await Eventually.HoldsAsync(() => bench.Writer.Statistics.Written == 4, "two files of two rows are written");

        Assert.Equal(1, bench.Writer.Statistics.Unwritten);
        Assert.Equal(2, bench.Files("*.parquet").Length);
    }

    [Fact]
    public async Task TryAdd_ManyDaysAtOnce_HoldsTwoFilesOfRowsAndClosesTheLargestEarly()
    {
        await using var bench = new HistoryBench { WriterOptions = new HistoryWriterOptions { Silo = "silo1", RowsPerFile = 10 } };
        foreach (var (day, rows) in new[] { (0, 9), (1, 8), (2, 3) })
        {
            for (var index = 0; index < rows; index++)
                bench.Ingest(HistoryViews.Limits, "a", day * 86_400, day * 86_400, "limit", FeatureValue.Of(1.0));
        }

        await Eventually.HoldsAsync(() => bench.Writer.Statistics.Written == 9, "the file of the first day is closed");
        Assert.Equal((11, 0), (bench.Writer.Statistics.Unwritten, bench.Writer.Statistics.Lost));
    }

    [Fact]
    public async Task TryAdd_MaximumAgeReached_ClosesTheFile()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "a", 0, 0, "limit", FeatureValue.Of(1.0));
        await bench.Writer.FlushAsync();
        bench.Ingest(HistoryViews.Limits, "a", 1, 1, "limit", FeatureValue.Of(1.0));
        await Eventually.HoldsAsync(
            () =>
            {
                bench.Time.Advance(TimeSpan.FromSeconds(15));
                return bench.Writer.Statistics.Files == 2;
            },
            "the second file is closed by its age");
    }

    [Fact]
    public async Task TryAdd_AcrossMidnight_FillsAFilePerDay()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "a", 43_199, 43_199.999999, "limit", FeatureValue.Of(1.0));
        bench.Ingest(HistoryViews.Limits, "a", 43_199, 43_200, "limit", FeatureValue.Of(2.0));
        await bench.Writer.FlushAsync();

        Assert.Equal(["day=2024-03-01", "day=2024-03-02"], bench.Files("*.parquet").Select(file => Path.GetFileName(Path.GetDirectoryName(file))!));
    }

    [Fact]
    public async Task TryAdd_PersonalAndSecretFields_AreHashedAndLeftOut()
    {
        var view = HistoryViews.Pushed(
            "privacy", "card: string", "shop: { type: string, privacy: pii }\nincome: { type: double, privacy: pii }\npin: { type: string, privacy: secret }");
        await using var bench = new HistoryBench(PiiStorage.Hashed);
        bench.Ingest(view, 0, HistoryBench.Event(view, "a", 0, [("shop", FeatureValue.Of("shop-7")), ("income", FeatureValue.Of(12.5)), ("pin", FeatureValue.Of("planted-pin"))]));
        bench.Ingest(view, 1, HistoryBench.Event(view, "a", 1, [("pin", FeatureValue.Missing)]));
        await bench.Writer.FlushAsync();

        // From python3: hmac.new(b'0123456789abcdef', b'shop-7', 'sha256').hexdigest()[:32], and of b'12.5'.
        Assert.Equal(
            ["income.hash", "shop.hash"],
            HistoryBench.Rows($"SELECT column_name FROM (DESCRIBE SELECT * EXCLUDE (card) FROM read_parquet('{bench.Files("*.parquet")[0]}', hive_partitioning = false)) WHERE column_name NOT LIKE '\\_%' ESCAPE '\\'"));
        Assert.Equal(
            ["556ea11174a66e4c4e902ded48745569|cb1b9630d673e99b41f8e3858ff330fe|-", "-|-|-"],
            HistoryBench.Rows($"SELECT \"shop.hash\", \"income.hash\", _missing::VARCHAR FROM '{bench.Files("*.parquet")[0]}' ORDER BY _event_time"));
    }

    [Fact]
    public async Task TryAdd_PersonalFieldWithoutAKey_IsRefusedAndCounted()
    {
        var view = HistoryViews.Pushed("privacy", "card: string", "shop: { type: string, privacy: pii }");
        using var directory = new TemporaryDirectory();
        await using var writer = new HistoryWriter(
            new HistoryOptions { Root = directory.Path, PiiKey = new byte[15] }, new HistoryWriterOptions { Silo = "s" }, TimeProvider.System, NullLogger<HistoryWriter>.Instance);
        Assert.True(writer.TryAdd(view, HistoryBench.Event(view, "a", 0, [("shop", FeatureValue.Of("shop-7"))]), HistoryBench.At(0)));
        await writer.FlushAsync();

        Assert.Equal(new HistoryWriterStatistics(1, 0, 1, 0, 0, 0, 0, 0), writer.Statistics);
    }

    [Fact]
    public async Task TryAdd_UnusableRoot_KeepsRowsAndTriesAgain()
    {
        using var directory = new TemporaryDirectory();
        var root = directory.Unusable("root");
        await using var bench = new HistoryBench(root: root);
        bench.Ingest(HistoryViews.Limits, "a", 0, 0, "limit", FeatureValue.Of(1.0));
        await bench.Writer.FlushAsync();
        Assert.Equal(new HistoryWriterStatistics(1, 0, 0, 0, 0, 0, 1, 0), bench.Writer.Statistics);

        File.Delete(directory.File("regular-file"));
        await bench.Writer.FlushAsync();
        Assert.Equal(new HistoryWriterStatistics(1, 0, 0, 1, 0, 1, 1, 0), bench.Writer.Statistics);
        Assert.Single(bench.Files("*.parquet"));
    }

    [Fact]
    public async Task TryAdd_UnusableRootForLong_KeepsTwoFilesOfRowsAndCountsTheRest()
    {
        using var directory = new TemporaryDirectory();
        var writer = new HistoryWriter(
            new HistoryOptions { Root = directory.Unusable("root") }, new HistoryWriterOptions { Silo = "s", RowsPerFile = 10 }, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(),
            NullLogger<HistoryWriter>.Instance);
        for (var index = 0; index < 25; index++)
            Assert.True(writer.TryAdd(HistoryViews.Limits, HistoryBench.Event(HistoryViews.Limits, "a", 0, []), HistoryBench.At(0)));
        await writer.FlushAsync();
        Assert.Equal(5, writer.Statistics.Lost);
        Assert.Equal(20, writer.Statistics.Unwritten);

        await writer.DisposeAsync();
        Assert.Equal(25, writer.Statistics.Lost);
        Assert.False(writer.TryAdd(HistoryViews.Limits, HistoryBench.Event(HistoryViews.Limits, "a", 0, []), HistoryBench.At(0)));
    }

    [Fact]
    public async Task Start_HalfWrittenFileOfACrash_IsRemovedAndNeverRead()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "a", 0, 0, "limit", FeatureValue.Of(1.0));
        await bench.Writer.FlushAsync();
        await bench.StopWriterAsync();
        var file = Assert.Single(bench.Files("*.parquet"));
        var half = file + ".tmp";
        var ofAnother = Path.Combine(Path.GetDirectoryName(file)!, "silo1-b-0005f3c4a0000000-000001.parquet.tmp");
        File.WriteAllText(half, "PAR1");
        File.WriteAllText(ofAnother, "PAR1");
        File.SetLastWriteTimeUtc(ofAnother, HistoryBench.Start.UtcDateTime);

        var spine = bench.Spine("card", ("a", 5));
        Assert.Equal(["1"], await bench.BuildAsync(bench.Request(spine, new TrainingSetView { View = HistoryViews.Limits, Features = ["limit"] }), "\"limits.limit\""));
        Assert.False(File.Exists(half));
        Assert.True(File.Exists(ofAnother));
    }

    [Theory]
    [InlineData("a/b", 0, 0, 0, "Silo is 'a/b'; 1 to 100 of a-z, A-Z, 0-9, '_', '-' and '.' are allowed, not starting with '.'; Capacity is 0; 1 to 10,000,000 is allowed; "
        + "RowsPerFile is 0; 1 to 10,000,000 is allowed; MaximumAge is 00:00:00; 100 ms to 1 d is allowed.")]
    public void Create_OptionsOutOfRange_NamesEveryOne(string silo, int capacity, int rows, int age, string expected)
    {
        var options = new HistoryWriterOptions { Silo = silo, Capacity = capacity, RowsPerFile = rows, MaximumAge = TimeSpan.FromSeconds(age) };
        var error = Assert.Throws<ArgumentException>(() => new HistoryWriter(new HistoryOptions { Root = "x" }, options, TimeProvider.System, NullLogger<HistoryWriter>.Instance));
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }
}
