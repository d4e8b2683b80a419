using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Data.History.Writing;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.History;

public sealed class HistoryCompactionTests
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    [Fact]
    public async Task Writer_SmallFilesOfAPastDay_AreMergedAndLaterRemoved()
    {
        await using var bench = new HistoryBench();
        await WriteFilesAsync(bench, 3);
        Assert.Equal(3, bench.Files("*.parquet").Length);

        bench.Time.Advance(OneDay);
        await Eventually.HoldsAsync(() => bench.Writer.Statistics.MergedFiles == 3, "the three files are merged");
        Assert.Equal(4, bench.Files("*.parquet").Length);
        var counting = Assert.Single(HistoryFiles.Of(bench.Options, "limits", HistoryKind.Events));
        Assert.Equal(["3|0|2"], HistoryBench.Rows($"SELECT count(*), min(\"limit\"), max(\"limit\") FROM '{counting}'"));

        foreach (var file in bench.Files("*.parquet"))
            File.SetLastWriteTimeUtc(file, bench.Time.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(9));
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync(() => bench.Files("*.parquet").Length == 1 && bench.Files("*.replaces").Length == 0, "the replaced files are removed");
        Assert.Equal([counting], bench.Files("*.parquet"));
    }

    [Fact]
    public async Task Writer_FilesOfAnotherSilo_AreLeftAlone()
    {
        await using var bench = new HistoryBench();
        await WriteFilesAsync(bench, 2);
        await bench.StopWriterAsync();
        bench.WriterOptions = new HistoryWriterOptions { Silo = "silo" };
        await WriteFilesAsync(bench, 2);
        bench.Time.Advance(OneDay);
        await Eventually.HoldsAsync(() => bench.Writer.Statistics.MergedFiles == 2, "the silo's own files are merged");
        Assert.Equal(3, HistoryFiles.Of(bench.Options, "limits", HistoryKind.Events).Count);
    }

    [Fact]
    public async Task CompactNext_DamagedFileOfAnEarlierDay_LaterDaysAreMergedAndItIsTold()
    {
        await using var bench = new HistoryBench();
        await WriteFilesAsync(bench, 2);
        await bench.StopWriterAsync();
        var files = bench.Files("*.parquet");
        var first = Path.GetDirectoryName(files[0])!;
        var second = Directory.CreateDirectory(first.Replace("03-01", "03-02", StringComparison.Ordinal));
        foreach (var file in files)
            File.Copy(file, Path.Combine(second.FullName, Path.GetFileName(file)));
        File.WriteAllText(files[0], "this is no Parquet");
        bench.Time.Advance(2 * OneDay);
        var compactor = new HistoryCompactor(
            () => [first, second.FullName], bench.WriterOptions, bench.Time, new HistoryFileNames(bench.WriterOptions.Silo, bench.Time.GetFeatureTime()));
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();

        Assert.Contains(Path.GetFileName(files[0]), Assert.ThrowsAny<DuckDBException>(() => compactor.CompactNext(connection)).Message, StringComparison.Ordinal);

        Assert.Equal(2, compactor.MergedFiles);
        Assert.Equal((2, 3), (Directory.GetFiles(first, "*.parquet").Length, second.GetFiles("*.parquet").Length));
    }

    [Fact]
    public async Task Files_ListWithoutItsMergedFile_ReplacesNothing()
    {
        await using var bench = new HistoryBench();
        await WriteFilesAsync(bench, 2);
        var files = bench.Files("*.parquet");
        var list = Path.Combine(Path.GetDirectoryName(files[0])!, "silo1-0000000000000001-000009.replaces");
        File.WriteAllLines(list, files.Select(file => Path.GetFileName(file)!));
        Assert.Equal(files, HistoryFiles.Of(bench.Options, "limits", HistoryKind.Events));

        File.Copy(files[0], Path.ChangeExtension(list, ".parquet"));
        Assert.Equal([Path.ChangeExtension(list, ".parquet")], HistoryFiles.Of(bench.Options, "limits", HistoryKind.Events));
    }

    private static async Task WriteFilesAsync(HistoryBench bench, int count)
    {
        for (var index = 0; index < count; index++)
        {
            bench.Ingest(HistoryViews.Limits, "a", index, index, "limit", FeatureValue.Of((double)index));
            await bench.Writer.FlushAsync();
        }
    }
}
