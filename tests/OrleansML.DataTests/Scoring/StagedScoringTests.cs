using System.IO.Compression;
using System.Text;
using OrleansML.Data.Scoring;
using OrleansML.Data.Sources;
using OrleansML.Learning.Scoring;
using Xunit;

namespace OrleansML.DataTests.Scoring;

public sealed class StagedScoringTests : IDisposable
{
    private static readonly ScoringTensor X = new("x", ScoringKind.Float32, ["x"]);

    private readonly ScoringBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Plan_CsvWithBrokenLines_KeepsEveryRowWithItsPlace()
    {
        var path = _bench.Path("a.csv");
        File.WriteAllBytes(path, [.. "id,note,x\r\n1,\"a\nb\",2.5\r\n2,oops\n3,c,4,extra\n4,\"\",\n\n5,d,no\n6,un\"q\"uoted,7\n7,"u8, 0xFF, .. ",8\n8,\"q\"x,9\n9,end,10"u8]);
        var plan = await _bench.PlanAsync(_bench.Definition(path, "include: [note]\nlease_rows: 5"), ["x"]);

        Assert.Equal([(0L, 5), (5L, 4)], plan.Slices.Select(static slice => (slice.FirstRow, slice.Rows)));
        Assert.Equal((9L, true), (plan.Rows, plan.IsStaged));
        Assert.Equal(9, plan.Files[0].Rows);
        Assert.Equal(
            ["0: 2.5", "1! the line has 2 fields, and the header 3", "2! the line has more than 3 fields", "3! 'x' is missing", "4! 'x' is 'no', which is no number that a float holds"],
            ScoringBench.Read<float>(plan, plan.Slices[0], X).OrderBy(static row => row[0]));
        Assert.Equal(
            ["0: 7", "1! the line is no UTF-8", "2! the line has a quote inside a field", "3: 10"],
            ScoringBench.Read<float>(plan, plan.Slices[1], X).OrderBy(static row => row[0]));
        Assert.Equal(
            [$"{path}|1|NULL|1|a\nb|2.5", $"{path}|2|the line has 2 fields, and the header 3|NULL|NULL|NULL"],
            _bench.Rows($"SELECT _orleansml_file, _orleansml_row, _orleansml_problem, id, note, x FROM '{plan.Slices[0].File}' LIMIT 2"));
    }

    [Fact]
    public async Task Plan_JsonLines_ReadsFieldsByNameAndNamesWhatIsNone()
    {
        var path = _bench.Text("a.jsonl", """
            {"x": 2.5, "id": 1, "a/b": "t"}
            {"id": "2", "x": "3e1", "more": {"x": 9}}
            {"id": 3, "x": null}
            not json

            [1]
            {"id": 6, "x": {"y": 1}}
            {"id": 7, "x": true}
            """);
        var plan = await _bench.PlanAsync(_bench.Definition(path, "include: [a/b]"), ["x"]);

        Assert.Equal(7, plan.Rows);
        Assert.Equal(
            [
                "0: 2.5", "1: 30", "2! 'x' is missing", "3! the line is no JSON", "4! the line is no JSON object", "5! 'x' is '{\"y\":1}', which is no number that a float holds",
                "6! 'x' is 'true', which is no number that a float holds",
            ],
            ScoringBench.Read<float>(plan, plan.Slices[0], X).OrderBy(static row => row[0]));
        Assert.Equal(["1|t", "2|NULL"], _bench.Rows($"SELECT id, \"a/b\" FROM '{plan.Slices[0].File}' LIMIT 2"));
    }

    [Fact]
    public async Task Plan_GzipFilesInOrder_AreOneInput()
    {
        Gzip("b.csv.gz", "x,id\n3,c\n");
        Gzip("a.csv.gz", "id,x\na,1\nb,2\n");
        Gzip("c.csv.gz", "id,x\n");
        var plan = await _bench.PlanAsync(_bench.Definition(_bench.Path("*.csv.gz")), ["x"]);

        Assert.Equal([2L, 1L, 0L], plan.Files.Select(static file => file.Rows));
        Assert.Equal(["a|1", "b|2", "c|3"], _bench.Rows($"SELECT id, x FROM read_parquet([{string.Join(", ", plan.Slices.Select(static slice => $"'{slice.File}'"))}])"));
    }

    [Fact]
    public async Task Plan_EveryFault_IsNamedBeforeAnythingIsStaged()
    {
        var first = _bench.Text("a.csv", "id,y\n1,2\n");
        var second = _bench.Text("b.csv", "");
        var third = _bench.Text("c.csv", "id,x,x\n1,2,3\n");
        var fourth = _bench.Text("d.csv.gz", "no gzip");

        var error = await Assert.ThrowsAsync<ScoringDataException>(() => _bench.PlanAsync(_bench.Definition(first) with { Input = new FileInput(_bench.Path("*.csv*"), ScoringFormat.Csv) }, ["x"]));

        Assert.Equal(
            [$"'{first}' has no column 'x'; it has id, y", $"'{second}' is empty; CSV has a header at least", $"'{third}' has more than one column 'x'"],
            error.Violations.Take(3));
        Assert.StartsWith($"'{fourth}' cannot be read: ", error.Violations[3], StringComparison.Ordinal);
        Assert.False(Directory.Exists(_bench.Folder));
    }

    [Fact]
    public async Task Plan_HeaderOnly_HasNoRowAndIsRefused()
    {
        _bench.Text("a.csv", "id,x\n");
        var error = await Assert.ThrowsAsync<ScoringDataException>(() => _bench.PlanAsync(_bench.Definition(_bench.Path("a.csv")), ["x"]));

        Assert.Equal($"there is no row in '{_bench.Path("a.csv")}' (input.path).", error.Message);
    }

    [Fact]
    public async Task Plan_CutOff_GoesOnWithTheSameResult()
    {
        var text = new StringBuilder("id,x\n");
        for (var row = 0; row < 1000; row++)
            text.Append(null, $"{row},\"{row}\n\"\n");
        var path = _bench.Text("a.csv", text.ToString());
        var definition = _bench.Definition(path, "lease_rows: 100");
        using var cancellation = new CancellationTokenSource();
        var given = new List<ScoringSlice>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.PlanAsync(
            definition,
            ["x"],
            slice =>
            {
                given.Add(slice);
                if (given.Count == 4)
                    cancellation.Cancel();
            },
            cancellation.Token));
        var staged = Path.Combine(_bench.Folder, "staged");
        Assert.Equal(4, Directory.GetFiles(staged, "rows-*").Length);
        var first = File.GetLastWriteTimeUtc(given[0].File);
        // What kill -9 leaves: a file without its line, a draft, and half a line.
        File.WriteAllText(Path.Combine(staged, "rows-000004.parquet"), "half");
        File.WriteAllText(Path.Combine(staged, ".draft-1"), "half");
        File.AppendAllText(Path.Combine(staged, "journal.jsonl"), "{\"Source\":0,\"Ro");

        var again = new List<ScoringSlice>();
        var plan = await _bench.PlanAsync(definition, ["x"], again.Add);

        Assert.Equal(Enumerable.Range(0, 10).Select(index => (index, index * 100L, 100)), plan.Slices.Select(static slice => (slice.Index, slice.FirstRow, slice.Rows)));
        Assert.Equal(plan.Slices, again);
        Assert.Equal(given, again.Take(4));
        Assert.Equal(first, File.GetLastWriteTimeUtc(given[0].File));
        Assert.Equal(["1000|499500|1|1000|0"], _bench.Rows($"SELECT count(*), sum(trim(x, chr(10))::BIGINT), min(_orleansml_row), max(_orleansml_row), count(_orleansml_problem) FROM '{staged}/rows-*.parquet'"));
        Assert.Equal(plan.Slices, (await _bench.PlanAsync(definition, ["x"])).Slices);
        ScoringPlanner.RemoveStaged(_bench.Folder);
        Assert.False(Directory.Exists(staged));
    }

    [Fact]
    public async Task Plan_FileThatChangesMeanwhile_FailsWithItsName()
    {
        var path = _bench.Text("a.csv", "id,x\n1,1\n2,2\n3,3\n");
        var error = await Assert.ThrowsAsync<ScoringDataException>(() => _bench.PlanAsync(
            _bench.Definition(path, "lease_rows: 1"), ["x"], _ => File.AppendAllText(path, "4,4\n")));

        Assert.Equal(ScoringFailure.Changed, error.Failure);
        Assert.Equal($"'{path}' changed during the job: it has 21 bytes and had 17; start a new job when it is whole.", error.Message);
        var again = await Assert.ThrowsAsync<ScoringDataException>(() => _bench.PlanAsync(_bench.Definition(path, "lease_rows: 1"), ["x"]));
        Assert.Equal(ScoringFailure.Changed, again.Failure);
    }

    [Fact]
    public async Task Plan_OtherDefinitionInTheSameFolder_IsRefused()
    {
        var path = _bench.Text("a.csv", "id,x,y\n1,1,1\n");
        await _bench.PlanAsync(_bench.Definition(path), ["x"]);
        var error = await Assert.ThrowsAsync<ScoringDataException>(() => _bench.PlanAsync(_bench.Definition(path), ["x", "y"]));

        Assert.EndsWith("holds what was staged for another definition; give every job a folder of its own.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finish_StagedSlice_NamesFileAndRowOfTheInput()
    {
        var path = _bench.Text("a.csv", "id,x\n1,1\n2\n3,3\n");
        var plan = await _bench.PlanAsync(_bench.Definition(path), ["x"]);
        using var writer = new ScoringPartWriter(ScoringBench.Options, new ScoringPartLayout(["id"], [], [new ScoringScore("score", ScoringKind.Float32)], default));
        writer.Begin(plan.Slices[0]);
        writer.Append(0, [0, 2], (ReadOnlySpan<float>)[1, 3]);
        writer.Fail(1, "the line has 1 fields, and the header 2");
        var part = writer.Finish(_bench.Folder, 1);

        Assert.Equal(["1|1", "3|3"], _bench.Rows($"SELECT * FROM '{Path.Combine(_bench.Folder, part.File!)}'"));
        Assert.Equal(
            $$"""{"file":"{{path}}","row":2,"key":{"id":null},"reason":"the line has 1 fields, and the header 2"}""",
            File.ReadAllText(Path.Combine(_bench.Folder, part.DeadFile!)).TrimEnd());
    }

    [Fact]
    public async Task Estimate_Csv_ComesFromTheFirstSlice()
    {
        var text = new StringBuilder("id,x\n");
        for (var row = 0; row < 1000; row++)
            text.Append(null, $"{row + 1000},1\n");
        var path = _bench.Text("a.csv", text.ToString());
        var planner = new ScoringPlanner(ScoringBench.Options, new SecretStore());

        var estimate = await planner.EstimateAsync(_bench.Definition(path, "lease_rows: 100"), ["x"], _bench.Folder);

        // 705 of 7,005 bytes hold 100 rows.
        Assert.Equal((993L, false, 10, 7005L), (estimate.Rows, estimate.IsExact, estimate.Slices, estimate.Bytes));
        Assert.Equal(100, estimate.First.Rows);
        Assert.Equal(["0: 1", "1: 1"], ScoringBench.Read<float>(new ScoringPlan { Files = [], Columns = [], Slices = [], Rows = 0, IsStaged = true }, estimate.First, X).Take(2));
    }

    private void Gzip(string name, string text)
    {
        using var stream = new GZipStream(File.Create(_bench.Path(name)), CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
