using OrleansML.Data.Scoring;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Scoring;

public sealed class ParquetScoringTests : IDisposable
{
    private readonly ScoringBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Plan_TwoFiles_IsCutAlongTheirRowGroupsInOrderOfNames()
    {
        // DuckDB's row groups are multiples of its vectors of 2,048 rows.
        var second = _bench.Parquet("b.parquet", "SELECT i AS id, i::FLOAT AS x FROM range(5000) t(i)", 4096);
        var first = _bench.Parquet("a.parquet", "SELECT i AS id, i::FLOAT AS x FROM range(2048) t(i)", 2048);
        var given = new List<ScoringSlice>();

        var plan = await _bench.PlanAsync(_bench.Definition(_bench.Path("*.parquet"), "lease_rows: 3000"), ["x"], given.Add);

        Assert.Equal(
            [
                new ScoringSlice(0, 0, 2048, first, 0), new ScoringSlice(1, 2048, 2048, second, 0), new ScoringSlice(2, 4096, 2048, second, 2048),
                new ScoringSlice(3, 6144, 904, second, 4096),
            ],
            plan.Slices);
        Assert.Equal(plan.Slices, given);
        Assert.Equal(7048, plan.Rows);
        Assert.Equal([(first, 2048L), (second, 5000L)], plan.Files.Select(static file => (file.Path, file.Rows)));
        Assert.Equal([new ScoringField("id", "BIGINT"), new ScoringField("x", "FLOAT")], plan.Columns);
        Assert.False(plan.IsStaged);
    }

    [Fact]
    public async Task Plan_EveryFault_IsNamedWithItsFile()
    {
        var good = _bench.Parquet("a.parquet", "SELECT 1 AS id, 2.5::FLOAT AS x, 'n' AS segment");
        var other = _bench.Parquet("b.parquet", "SELECT '1' AS id, 2.5::FLOAT AS x, 'n' AS segment");
        var lacking = _bench.Parquet("c.parquet", "SELECT 1 AS id, 'n' AS segment");
        var cut = _bench.Path("d.parquet");
        File.WriteAllBytes(cut, File.ReadAllBytes(good)[..^20]);
        var empty = _bench.Text("e.parquet", "");

        var error = await Assert.ThrowsAsync<ScoringDataException>(() => _bench.PlanAsync(_bench.Definition(_bench.Path("*.parquet"), "include: [segment]"), ["x"]));

        Assert.Equal(ScoringFailure.Misconfigured, error.Failure);
        Assert.Equal(4, error.Violations.Count);
        Assert.Equal($"'{other}' has 'id' as VARCHAR, and '{good}' as INTEGER; a column that is written must have one type", error.Violations[0]);
        Assert.Equal($"'{lacking}' has no column 'x'; it has id, segment", error.Violations[1]);
        Assert.StartsWith($"'{cut}' cannot be read: ", error.Violations[2], StringComparison.Ordinal);
        Assert.StartsWith($"'{empty}' cannot be read: ", error.Violations[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_NoFile_SaysSo()
    {
        var error = await Assert.ThrowsAsync<ScoringDataException>(() => _bench.PlanAsync(_bench.Definition(_bench.Path("*.parquet")), ["x"]));

        Assert.Equal($"no file matches '{_bench.Path("*.parquet")}' (input.path).", error.Message);
    }

    [Fact]
    public async Task Plan_FileWithoutRows_CountsAsNoneUnlessThereIsNoOther()
    {
        _bench.Parquet("a.parquet", "SELECT i AS id, i::FLOAT AS x FROM range(0) t(i)");
        var error = await Assert.ThrowsAsync<ScoringDataException>(() => _bench.PlanAsync(_bench.Definition(_bench.Path("*.parquet")), ["x"]));
        Assert.Equal($"there is no row in '{_bench.Path("*.parquet")}' (input.path).", error.Message);

        var file = _bench.Parquet("b.parquet", "SELECT i AS id, i::FLOAT AS x FROM range(3) t(i)");
        var plan = await _bench.PlanAsync(_bench.Definition(_bench.Path("*.parquet")), ["x"]);

        Assert.Equal([new ScoringSlice(0, 0, 3, file, 0)], plan.Slices);
        Assert.Equal(2, plan.Files.Count);
    }

    [Fact]
    public async Task Read_Floats_AreAMatrixOfTheSliceRowByRow()
    {
        _bench.Parquet("a.parquet", "SELECT i AS id, i::FLOAT AS x, i * 2 AS y, (i / 4)::DOUBLE AS z FROM range(5000) t(i)", 2048);
        var plan = await _bench.PlanAsync(_bench.Definition(_bench.Path("a.parquet"), "lease_rows: 2048"), ["x", "y", "z"]);

        var rows = ScoringBench.Read<float>(plan, plan.Slices[2], new ScoringTensor("dense", ScoringKind.Float32, ["z", "x", "y"]), 500);

        Assert.Equal(Enumerable.Range(4096, 904).Select(static i => FormattableString.Invariant($"{i - 4096}: {i / 4f}|{i}|{i * 2}")), rows);
    }

    // In order, the reader goes on with one query; otherwise it starts anew.
    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(3, 1, 2, 0)]
    [InlineData(2, 2, 3, 3)]
    public async Task Read_SlicesInAnyOrder_GivesTheRowsOfEach(params int[] order)
    {
        _bench.Parquet("a.parquet", "SELECT i AS id, i::FLOAT AS x FROM range(8000) t(i)", 2048);
        var plan = await _bench.PlanAsync(_bench.Definition(_bench.Path("a.parquet"), "lease_rows: 2048"), ["x"]);
        ScoringTensor[] tensors = [new("x", ScoringKind.Float32, ["x"])];
        using var reader = new ScoringSliceReader(ScoringBench.Options, ["id"], tensors);
        var block = new ScoringBlock(tensors, 1000);
        foreach (var index in order)
        {
            var slice = plan.Slices[index];
            var values = new List<float>();
            reader.Open(slice, plan.FileOf(slice));
            // Half of slice 2 is left unread where another follows.
            while ((index != 2 || values.Count < 1000) && reader.Read(block))
                values.AddRange(block.Values<float>(0).Span);

            Assert.Equal(Enumerable.Range((int)slice.FirstRow, index == 2 ? 1000 : slice.Rows).Select(static row => (float)row), values);
        }
    }

    [Fact]
    public async Task Read_ValuesThatAreNoNumbers_AreBadRowsWithTheirReasons()
    {
        _bench.Parquet("a.parquet", "SELECT * FROM (VALUES (1, '2.5', 7::BIGINT), (2, NULL, 7), (3, 'x', 7), (NULL, '1', 7), (5, ' 3 ', NULL), (6, ' ', 7), (7, '1e3', 8), (8, '1e99', 8)) t(id, x, n)");
        var plan = await _bench.PlanAsync(_bench.Definition(_bench.Path("a.parquet")), ["x", "n"]);

        var floats = ScoringBench.Read<float>(plan, plan.Slices[0], new ScoringTensor("dense", ScoringKind.Float32, ["x", "n"]));

        Assert.Equal(
            [
                "0: 2.5|7", "1! 'x' is missing", "2! 'x' is 'x', which is no number that a float holds", "3! the key 'id' is missing", "4! 'n' is missing", "5! 'x' is missing",
                "6: 1000|8", "7! 'x' is '1e99', which is no number that a float holds",
            ],
            floats.Order(Comparer<string>.Create(static (left, right) => left[0] - right[0])));
    }

    [Fact]
    public async Task Read_OtherKinds_HaveTheirTypes()
    {
        _bench.Parquet("a.parquet", "SELECT 1 AS id, '12' AS whole, '2.5' AS broken, 'true' AS yes, 'Zoë' AS text, 3::SMALLINT AS small, 2.25::DOUBLE AS half, 7.0::DOUBLE AS seven");
        string[] columns = ["whole", "broken", "yes", "text", "small", "half", "seven"];
        var plan = await _bench.PlanAsync(_bench.Definition(_bench.Path("a.parquet")), columns);
        List<string> Read<T>(ScoringKind kind, params string[] names) => ScoringBench.Read<T>(plan, plan.Slices[0], new ScoringTensor("t", kind, names));

        Assert.Equal(["0: 12|3|7"], Read<long>(ScoringKind.Int64, "whole", "small", "seven"));
        Assert.Equal(["0: 12|3"], Read<int>(ScoringKind.Int32, "whole", "small"));
        Assert.Equal(["0! 'broken' is '2.5', which is no whole number of 64 bits"], Read<long>(ScoringKind.Int64, "broken"));
        Assert.Equal(["0! 'half' is '2.25', which is no whole number of 32 bits"], Read<int>(ScoringKind.Int32, "half"));
        Assert.Equal(["0: True"], Read<bool>(ScoringKind.Bool, "yes"));
        Assert.Equal(["0: Zoë|12"], Read<string>(ScoringKind.Text, "text", "whole"));
        Assert.Equal(["0: 2.5|2.25"], Read<double>(ScoringKind.Float64, "broken", "half"));
    }

    [Fact]
    public async Task Read_FeaturesForPreprocessing_HaveTheirTypesOrAreMissing()
    {
        _bench.Parquet("a.parquet", "SELECT 1 AS id, 5 AS i, 6::BIGINT AS l, 1.5::FLOAT AS f, 2.5 AS d, ' DE ' AS t, '' AS blank, true AS b, TIMESTAMP '1970-01-01 00:00:01' AS at, NULL::INTEGER AS none");
        string[] columns = ["i", "l", "f", "d", "t", "blank", "b", "at", "none"];
        var plan = await _bench.PlanAsync(_bench.Definition(_bench.Path("a.parquet")), columns);
        ScoringTensor[] tensors = [new("fields", ScoringKind.Feature, columns)];
        using var reader = new ScoringSliceReader(ScoringBench.Options, ["id"], tensors);
        var block = new ScoringBlock(tensors, 2);
        reader.Open(plan.Slices[0], plan.Files[0]);

        Assert.True(reader.Read(block));
        Assert.Equal(
            [
                FeatureValue.Of(5), FeatureValue.Of(6L), FeatureValue.Of(1.5f), FeatureValue.Of(2.5), FeatureValue.Of("DE"), FeatureValue.Missing, FeatureValue.Of(true),
                FeatureValue.Of(new FeatureTime(1_000_000)), FeatureValue.Missing,
            ],
            block.Values<FeatureValue>(0).ToArray());
        Assert.False(reader.Read(block));
    }

    [Fact]
    public async Task Open_FileThatChanged_IsNamed()
    {
        var path = _bench.Parquet("a.parquet", "SELECT 1 AS id, 1::FLOAT AS x");
        var plan = await _bench.PlanAsync(_bench.Definition(path), ["x"]);
        var written = File.GetLastWriteTimeUtc(path);
        _bench.Parquet("a.parquet", "SELECT 1 AS id, 2::FLOAT AS x");
        // Same length and time: the footer, which knows the largest values, tells.
        File.SetLastWriteTimeUtc(path, written);
        Assert.Equal(plan.Files[0].Bytes, new FileInfo(path).Length);

        var error = Assert.Throws<ScoringDataException>(() => ScoringBench.Read<float>(plan, plan.Slices[0], new ScoringTensor("x", ScoringKind.Float32, ["x"])));

        Assert.Equal(ScoringFailure.Changed, error.Failure);
        Assert.Equal($"'{path}' changed during the job: its footer is another; start a new job when it is whole.", error.Message);
        File.Delete(path);
        Assert.Equal($"'{path}' changed during the job: it is gone; start a new job when it is whole.", Assert.Throws<ScoringDataException>(() => ScoringFiles.RequireUnchanged(plan.Files)).Message);
    }

    [Fact]
    public async Task Open_Cancelled_Ends()
    {
        var path = _bench.Parquet("a.parquet", "SELECT i AS id, i::FLOAT AS x FROM range(10) t(i)");
        var plan = await _bench.PlanAsync(_bench.Definition(path), ["x"]);
        ScoringTensor[] tensors = [new("x", ScoringKind.Float32, ["x"])];
        using var reader = new ScoringSliceReader(ScoringBench.Options, ["id"], tensors);

        Assert.ThrowsAny<OperationCanceledException>(() => reader.Open(plan.Slices[0], null, new CancellationToken(canceled: true)));
    }
}
