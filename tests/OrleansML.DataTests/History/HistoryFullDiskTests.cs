using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Data.History.Writing;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.History;

/// <summary>A file under construction that leads to /dev/full meets what a full disk answers: the kernel's ENOSPC at the first write.</summary>
public sealed class HistoryFullDiskTests
{
    private static readonly TrainingSetView Limits = new() { View = HistoryViews.Limits, Features = ["limit"] };

    [Fact]
    public async Task Writer_FullDisk_LeavesNothingAndWritesTheRowsOnceThereIsRoom()
    {
        await using var bench = new HistoryBench();
        // At its start it removes what it finds under construction.
        await bench.Writer.FlushAsync();
        var day = Directory.CreateDirectory(DayOf(bench));
        var full = Fill(day.FullName, NameOf(1) + ".tmp");
        bench.Ingest(HistoryViews.Limits, "a", 0, 0, "limit", FeatureValue.Of(1.0));
        await bench.Writer.FlushAsync();

        Assert.Equal(new HistoryWriterStatistics(1, 0, 0, 0, 0, 0, FailedWrites: 1, 0), bench.Writer.Statistics);
        Assert.Empty(day.GetFileSystemInfos());
        Assert.False(Path.Exists(full));

        await bench.Writer.FlushAsync();
        Assert.Equal(new HistoryWriterStatistics(1, 0, 0, Written: 1, 0, 1, FailedWrites: 1, 0), bench.Writer.Statistics);
        Assert.Equal(["a|1"], HistoryBench.Rows($"SELECT card, \"limit\" FROM '{Assert.Single(bench.Files("*"))}'"));
    }

    [Theory]
    [InlineData(".parquet.tmp")]
    [InlineData(".replaces.tmp")]
    public async Task Compactor_FullDisk_KeepsTheFilesAndLeavesNothingElse(string extension)
    {
        await using var bench = new HistoryBench { WriterOptions = new HistoryWriterOptions { Silo = "silo1", CompactBelowBytes = 0 } };
        for (var index = 0; index < 2; index++)
        {
            bench.Ingest(HistoryViews.Limits, "a", index, index, "limit", FeatureValue.Of((double)index));
            await bench.Writer.FlushAsync();
        }

        await bench.StopWriterAsync();
        var files = bench.Files("*");
        bench.Time.Advance(TimeSpan.FromDays(1));
        var started = bench.Time.GetFeatureTime();
        var compactor = new HistoryCompactor(() => HistoryFiles.Days(bench.Options), new HistoryWriterOptions { Silo = "silo1" }, bench.Time, new HistoryFileNames("silo1", started));
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();

        Fill(DayOf(bench), Path.ChangeExtension(NameOf(1, started), null) + extension);
        Assert.ThrowsAny<Exception>(() => compactor.CompactNext(connection));
        Assert.Equal(files, bench.Files("*"));
        Assert.Equal(0, compactor.MergedFiles);

        bench.Time.Advance(TimeSpan.FromMinutes(1));
        compactor.CompactNext(connection);
        Assert.Equal(2, compactor.MergedFiles);
        Assert.Single(HistoryFiles.Of(bench.Options, "limits", HistoryKind.Events));
    }

    [Fact]
    public async Task Build_FullDisk_KeepsTheEarlierSetAndSaysWhere()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "a", 0, 0, "limit", FeatureValue.Of(1.0));
        var request = bench.Request(bench.Spine("card", ("a", 5)), Limits);
        Assert.Equal(["1"], await bench.BuildAsync(request, "\"limits.limit\""));
        var full = Fill(bench.Directory.Path, Path.GetFileName(request.Output) + ".tmp");
        var error = await Assert.ThrowsAsync<HistoryException>(() => bench.BuildAsync(request, "*"));

        Assert.StartsWith($"The training set cannot be written to '{request.Output}': ", error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(full));
        Assert.Equal(["1"], HistoryBench.Rows($"SELECT \"limits.limit\" FROM '{request.Output}'"));
    }

    [Fact]
    public async Task Build_SpillDirectoryThatCannotBeUsed_IsNamed()
    {
        await using var bench = new HistoryBench();
        var folder = bench.Directory.Unusable("spill");
        var builder = new TrainingSetBuilder(bench.Options, new HistoryQueryOptions { SpillDirectory = folder });
        var error = await Assert.ThrowsAsync<HistoryException>(() => builder.BuildAsync(bench.Request(bench.Spine("card", ("a", 5)), Limits)));

        Assert.StartsWith($"'{folder}' cannot be used as SpillDirectory: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_NoRoomToSpill_NamesTheFolderAndLeavesNothing()
    {
        using var directory = new TemporaryDirectory();
        var options = new HistoryQueryOptions { SpillDirectory = directory.Path, MemoryLimit = 256 << 20, Threads = 1 };
        var error = await Assert.ThrowsAsync<HistoryException>(() => QueryThread.RunAsync(
            options,
            session =>
            {
                // What DuckDB sets by itself on a disk with as little space.
                session.Execute("SET max_temp_directory_size = '1MiB'", CancellationToken.None);
                session.Execute("CREATE TABLE sorted AS SELECT hash(range) AS h, range FROM range(20000000) ORDER BY h", CancellationToken.None);
                return 0;
            },
            CancellationToken.None));

        Assert.StartsWith($"'{directory.Path}' cannot take what does not fit in 256 MiB of memory: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Free space there, or change SpillDirectory or MemoryLimit.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    private static string DayOf(HistoryBench bench) => Path.Combine(bench.Options.Root, "features", "limits", "events", "day=2024-03-01");

    private static string NameOf(int number, FeatureTime? started = null) => FormattableString.Invariant($"silo1-{(started ?? HistoryBench.At(0)).Microseconds:x16}-{number:D6}.parquet");

    private static string Fill(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        File.CreateSymbolicLink(path, "/dev/full");
        return path;
    }
}
