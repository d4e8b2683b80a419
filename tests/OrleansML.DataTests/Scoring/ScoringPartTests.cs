using System.Security.Cryptography;
using OrleansML.Data.Scoring;
using OrleansML.Learning.Scoring;
using Xunit;

namespace OrleansML.DataTests.Scoring;

public sealed class ScoringPartTests : IDisposable
{
    private readonly ScoringBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(ScoringFormat.Parquet, "parquet", "read_parquet('{0}')")]
    [InlineData(ScoringFormat.Csv, "csv", "read_csv('{0}', header = true)")]
    [InlineData(ScoringFormat.JsonLines, "jsonl", "read_json('{0}', format = 'newline_delimited')")]
    public async Task Finish_BlocksInAnyOrder_WritesRowsInOrderOfTheInput(ScoringFormat format, string extension, string relation)
    {
        var (plan, slice) = await PlanAsync("SELECT i AS id, 'a,' || i AS segment, DATE '2024-01-01' + i::INTEGER AS day, 'x' AS unused FROM range(10000) t(i)");
        using var writer = Writer(format, new("score", ScoringKind.Float32), new("label", ScoringKind.Text), new("rank", ScoringKind.Int64));

        writer.Begin(slice);
        int[][] blocks = [[3, 4], [1, 0]];
        foreach (var rows in blocks)
        {
            float[] probabilities = [.. rows.SelectMany(static row => new[] { 1 - (row / 8f), row / 8f })];
            writer.Append(0, rows, (ReadOnlySpan<float>)probabilities, width: 2, element: 1);
            writer.Append(1, rows, (ReadOnlySpan<string>)[.. rows.Select(static row => $"n{row}")]);
            writer.Append(2, rows, (ReadOnlySpan<long>)[.. rows.Select(static row => row * 10_000_000_000L)]);
        }

        writer.Fail(2, "no number");
        var part = writer.Finish(_bench.Folder, 7);

        Assert.Equal((1, 7, $"part-000001.7.{extension}", 4L, "dead-000001.7.jsonl", 1L), (part.Slice, part.Attempt, part.File, part.Rows, part.DeadFile, part.DeadRows));
        Assert.Equal([part.DeadFile!, part.File!], Directory.GetFiles(_bench.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var path = Path.Combine(_bench.Folder, part.File!);
        Assert.Equal((new FileInfo(path).Length, Digest(path)), (part.Bytes, part.Sha256));
        Assert.Equal(Digest(Path.Combine(_bench.Folder, part.DeadFile!)), part.DeadSha256);
        Assert.Equal(
            ["5000|a,5000|01/01/2024|0|n0|0", "5001|a,5001|01/02/2024|0.125|n1|10000000000", "5003|a,5003|01/04/2024|0.375|n3|30000000000", "5004|a,5004|01/05/2024|0.5|n4|40000000000"],
            _bench.Rows($"SELECT * REPLACE (strftime(day - INTERVAL 5000 DAY, '%m/%d/%Y') AS day) FROM {string.Format(null, relation, path)}"));
        Assert.Equal(
            $$"""{"file":"{{slice.File}}","row":5003,"key":{"id":5002},"reason":"no number"}""",
            File.ReadAllText(Path.Combine(_bench.Folder, part.DeadFile!)).TrimEnd());
        Assert.Equal(2, plan.Slices.Count);
    }

    [Fact]
    public async Task Finish_Parquet_KeepsTypes()
    {
        var (_, slice) = await PlanAsync("SELECT i AS id, i::DECIMAL(9, 2) AS segment, [i] AS day FROM range(10000) t(i)");
        using var writer = Writer(ScoringFormat.Parquet, new("a", ScoringKind.Float32), new("b", ScoringKind.Float64), new("c", ScoringKind.Int32), new("d", ScoringKind.Bool));
        writer.Begin(slice);
        int[] rows = [0, 1, 2, 3, 4];
        writer.Append(0, rows, (ReadOnlySpan<float>)[0.1f, 1, 2, 3, float.NaN]);
        writer.Append(1, rows, (ReadOnlySpan<double>)[0.1, 1, 2, 3, double.PositiveInfinity]);
        writer.Append(2, rows, (ReadOnlySpan<int>)[1, 2, 3, 4, int.MinValue]);
        writer.Append(3, rows, (ReadOnlySpan<bool>)[true, false, true, false, true]);
        var part = writer.Finish(_bench.Folder, 1);

        Assert.Null(part.DeadFile);
        Assert.Equal(
            ["id|BIGINT", "segment|DECIMAL(9,2)", "day|BIGINT[]", "a|FLOAT", "b|DOUBLE", "c|INTEGER", "d|BOOLEAN"],
            _bench.Rows($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{Path.Combine(_bench.Folder, part.File!)}')"));
    }

    [Fact]
    public async Task Finish_EveryRowDead_HasNoFileOfScores()
    {
        var (_, slice) = await PlanAsync("SELECT i AS id, 1 AS segment, 1 AS day FROM range(10000) t(i)");
        using var writer = Writer(ScoringFormat.Parquet, new ScoringScore("a", ScoringKind.Float32));
        writer.Begin(slice);
        for (var row = 0; row < slice.Rows; row++)
            writer.Fail(row, "broken");
        var part = writer.Finish(_bench.Folder, 1);

        Assert.Equal((null, 0L, 5L), (part.File, part.Rows, part.DeadRows));
        Assert.Equal(["5"], _bench.Rows($"SELECT count(*) FROM read_json('{Path.Combine(_bench.Folder, part.DeadFile!)}')"));
    }

    [Fact]
    public async Task Finish_RowWithoutScore_IsRefusedAndCanBeMended()
    {
        var (_, slice) = await PlanAsync("SELECT i AS id, 1 AS segment, 1 AS day FROM range(10000) t(i)");
        using var writer = Writer(ScoringFormat.Parquet, new ScoringScore("a", ScoringKind.Float32));
        writer.Begin(slice);
        writer.Append(0, [0, 1, 2, 3], (ReadOnlySpan<float>)[1, 2, 3, 4]);

        Assert.Equal(
            "Row 4 of slice 1 has 0 scores appended, not 1, and no reason to be a dead letter.",
            Assert.Throws<InvalidOperationException>(() => writer.Finish(_bench.Folder, 1)).Message);
        writer.Append(0, [4], (ReadOnlySpan<float>)[5]);
        Assert.Equal(5, writer.Finish(_bench.Folder, 1).Rows);
    }

    [Fact]
    public async Task Finish_SameAttemptTwice_IsRefusedAndTheFirstStays()
    {
        var (_, slice) = await PlanAsync("SELECT i AS id, 1 AS segment, 1 AS day FROM range(10000) t(i)");
        var first = Score(slice, 1);
        var before = Digest(Path.Combine(_bench.Folder, first.File!));

        var error = Assert.Throws<ScoringDataException>(() => Score(slice, 1));

        Assert.Contains("part-000001.1.parquet' cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Digest(Path.Combine(_bench.Folder, first.File!)));
        Assert.Single(Directory.GetFiles(_bench.Folder));
    }

    [Fact]
    public async Task Finish_FolderThatCannotBe_IsNamed()
    {
        var (_, slice) = await PlanAsync("SELECT i AS id, 1 AS segment, 1 AS day FROM range(10000) t(i)");
        var folder = _bench.Unusable("scores");

        var error = Assert.Throws<ScoringDataException>(() => Score(slice, 1, folder));

        Assert.StartsWith($"'{Path.Combine(folder, "part-000001.1.parquet")}' cannot be written: ", error.Message, StringComparison.Ordinal);
    }

    [TemporaryFilesystemFact]
    public async Task Finish_FullDisk_SaysHowMuchRoomThereIsAndLeavesNothing()
    {
        var (_, slice) = await PlanAsync("SELECT i AS id, repeat(hash(i)::VARCHAR, 20) AS segment, 1 AS day FROM range(200000) t(i)", "lease_rows: 65536");
        using var disk = new TemporaryFilesystem(_bench.Path("disk"), kibibytes: 512);
        var error = Assert.Throws<ScoringDataException>(() => Score(slice, 1, disk.Path));

        Assert.Equal((ScoringFailure.NoRoom, true), (error.Failure, error.CanRetry));
        Assert.StartsWith($"'{Path.Combine(disk.Path, "part-000001.1.parquet")}' cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(" KiB are free; free space there, or give the job another folder", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(disk.Path));
    }

    [Fact]
    public async Task Manifest_Published_NamesExactlyThePartsAndRemovesOthers()
    {
        var (plan, slice) = await PlanAsync("SELECT i AS id, 1 AS segment, 1 AS day FROM range(10000) t(i)");
        var parts = new[] { Score(plan.Slices[0], 1), Score(slice, 2) };
        Score(slice, 1);
        File.WriteAllText(Path.Combine(_bench.Folder, ".draft-0123"), "left by a process that was killed");
        File.WriteAllText(Path.Combine(_bench.Folder, "notes.txt"), "somebody else's");
        Assert.Null(ScoringManifest.TryLoad(_bench.Folder));
        var manifest = Manifest("job1", plan, parts);

        manifest.Publish(_bench.Folder);
        manifest.Publish(_bench.Folder);

        Assert.Equal(
            ["_MANIFEST.json", "notes.txt", "part-000000.1.parquet", "part-000001.2.parquet"],
            Directory.GetFiles(_bench.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var read = ScoringManifest.TryLoad(_bench.Folder)!;
        Assert.Equal(("job1", 5005L, 5005L, 0L), (read.Job, read.Rows, read.Scored, read.Dead));
        Assert.Equal(plan.Files, read.Files);
        Assert.Equal(parts, read.Parts);
        Assert.Equal(["5005|0|5004|5005"], _bench.Rows($"SELECT count(*), min(id), max(id), count(DISTINCT id) FROM {read.RelationIn(_bench.Folder)}"));
    }

    [Fact]
    public async Task Manifest_OfAnotherJob_IsNotReplaced()
    {
        var (plan, slice) = await PlanAsync("SELECT i AS id, 1 AS segment, 1 AS day FROM range(10000) t(i)");
        var parts = new[] { Score(plan.Slices[0], 1), Score(slice, 1) };
        Manifest("job1", plan, parts).Publish(_bench.Folder);

        var error = Assert.Throws<ScoringDataException>(() => Manifest("job2", plan, parts).Publish(_bench.Folder));

        Assert.Equal($"'{_bench.Folder}' holds the scores of job 'job1'; give job 'job2' a folder of its own, or remove that one.", error.Message);
        Assert.Equal("job1", ScoringManifest.TryLoad(_bench.Folder)!.Job);
    }

    [Fact]
    public async Task Manifest_PublishedByManyAtOnce_IsThatOfOneJob()
    {
        var (plan, _) = await PlanAsync("SELECT i AS id, 1 AS segment, 1 AS day FROM range(10000) t(i)");
        for (var round = 0; round < 20; round++)
        {
            var folder = _bench.Path($"race{round}");
            var parts = new[] { Score(plan.Slices[0], 1, folder), Score(plan.Slices[1], 1, folder) };
            var won = new System.Collections.Concurrent.ConcurrentBag<string>();
            using var barrier = new Barrier(4);
            var threads = Enumerable.Range(0, 4).Select(number => new Thread(() =>
            {
                var manifest = Manifest($"job{number}", plan, parts);
                barrier.SignalAndWait();
                try
                {
                    manifest.Publish(folder);
                    won.Add(manifest.Job);
                }
                catch (ScoringDataException)
                {
                }
            })).ToArray();
            foreach (var thread in threads)
                thread.Start();
            foreach (var thread in threads)
                thread.Join();

            Assert.Equal([ScoringManifest.TryLoad(folder)!.Job], won);
            Assert.Equal(3, Directory.GetFiles(folder).Length);
        }
    }

    [Fact]
    public async Task Manifest_RowsThatDoNotAddUp_IsRefused()
    {
        var (plan, slice) = await PlanAsync("SELECT i AS id, 1 AS segment, 1 AS day FROM range(10000) t(i)");
        var part = Score(slice, 1);

        Assert.Throws<InvalidOperationException>(() => Manifest("job1", plan, [part]).Publish(_bench.Folder));
        Assert.Throws<InvalidOperationException>(() => Manifest("job1", plan, [part with { Slice = 0 }]).Publish(_bench.Folder));
        Assert.Null(ScoringManifest.TryLoad(_bench.Folder));
    }

    private static ScoringManifest Manifest(string job, ScoringPlan plan, ScoringPart[] parts) => new()
    {
        Job = job, Model = "churn", Version = 3, PackageSha256 = new string('0', 64), Format = ScoringFormat.Parquet, Key = ["id"], Files = plan.Files, Parts = parts,
        Rows = plan.Slices.Sum(static slice => (long)slice.Rows), Scored = parts.Sum(static part => part.Rows), Dead = parts.Sum(static part => part.DeadRows),
    };

    private static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static ScoringPartWriter Writer(ScoringFormat format, params ScoringScore[] scores) => new(ScoringBench.Options, new ScoringPartLayout(["id"], ["segment", "day"], scores, format));

    private ScoringPart Score(ScoringSlice slice, int attempt, string? folder = null)
    {
        using var writer = Writer(ScoringFormat.Parquet, new ScoringScore("score", ScoringKind.Float32));
        writer.Begin(slice);
        int[] rows = [.. Enumerable.Range(0, slice.Rows)];
        writer.Append(0, rows, (ReadOnlySpan<float>)[.. rows.Select(static row => (float)row)]);
        return writer.Finish(folder ?? _bench.Folder, attempt);
    }

    /// <summary>A plan, and its second slice, which starts at row 5,000 unless the definition says otherwise.</summary>
    private async Task<(ScoringPlan Plan, ScoringSlice Slice)> PlanAsync(string select, string more = "lease_rows: 5000")
    {
        var path = _bench.Parquet("input.parquet", select);
        var plan = await _bench.PlanAsync(_bench.Definition(path, $"include: [segment, day]\n{more}"), []);
        if (more != "lease_rows: 5000")
            return (plan, plan.Slices[1]);

        // A few rows are enough to look at.
        var slice = plan.Slices[1] with { Rows = 5 };
        return (plan with { Slices = [plan.Slices[0], slice], Rows = 5005 }, slice);
    }
}
