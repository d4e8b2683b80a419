using OrleansML.Data.History;
using OrleansML.Data.Monitoring;
using OrleansML.DataTests.History;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Monitoring;

public sealed class LabelledSetWriterTests : IDisposable
{
    private static readonly HistoryQueryOptions Options = new() { Threads = 1, MemoryLimit = 256L << 20 };

    private readonly PredictionBench _bench = new();
    private readonly TemporaryDirectory _sets = new();
    private int _batches;

    private string Output => Path.Combine(_sets.Path, "new", "set.parquet");

    [Fact]
    public async Task WriteAsync_LabelledAndOtherPredictions_WritesTheLabelledInTheOrderOfTime()
    {
        var late = Guid.CreateVersion7(_bench.Time.GetUtcNow());
        _bench.Writer.Append(_bench.Rows(late, (3, null, 40)) with { Time = _bench.Time.GetFeatureTime() + TimeSpan.FromSeconds(1) });
        var several = _bench.Predict((1.5, "Ann", 10), (2.5, null, 20), (null, "Bob", 30));
        _bench.Writer.Flush();
        await AddAsync(new(late, null, "late", null), new(several, 2, "two", null), new(several, 0, "zero", null), new(several, 2, "another", null));

        var rows = await WriteAsync("tipped");

        Assert.Equal(3, rows);
        Assert.Equal(
            ["distance", "driver.hash", "amount", "prediction_id", "predicted_at", "tipped"], HistoryBench.Rows($"SELECT column_name FROM (DESCRIBE SELECT * FROM '{Output}')"));
        // Read in the order of the file.
        Assert.Equal(
            [$"1.5|10|{several}|2024-03-01 12:00:00|zero", $"-|30|{several}|2024-03-01 12:00:00|two", $"3|40|{late}|2024-03-01 12:00:01|late"],
            HistoryBench.Rows($"SELECT distance, amount, prediction_id, predicted_at::VARCHAR, tipped FROM '{Output}'"));
    }

    [Fact]
    public async Task WriteAsync_FromAndUntil_TakesTheFirstAndNotTheLastMomentAndReplacesTheFile()
    {
        var labels = new List<Label>();
        for (var hour = 0; hour < 4; hour++, _bench.Time.Advance(TimeSpan.FromHours(1)))
            labels.Add(new Label(_bench.Predict((hour, null, 0)), null, "1", null));
        _bench.Writer.Flush();
        await AddAsync([.. labels]);

        Assert.Equal(4, await WriteAsync("y"));
        Assert.Equal(2, await WriteAsync("y", PredictionBench.Start.AddHours(1), PredictionBench.Start.AddHours(3)));

        Assert.Equal(["1", "2"], HistoryBench.Rows($"SELECT distance FROM '{Output}'"));
        Assert.Equal(Output, Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Output)!)));
    }

    [Fact]
    public async Task WriteAsync_NoLabels_FailsAndWritesNothing()
    {
        _bench.Predict((1, null, 1));
        _bench.Writer.Flush();

        var error = await Assert.ThrowsAsync<HistoryException>(() => WriteAsync("y", PredictionBench.Start.AddHours(-1)));

        Assert.Equal(
            "Model 'fare' has no labelled predictions from 2024-03-01 11:00:00Z until 2024-03-02 12:00:00Z: send labels by prediction id, or look farther back.", error.Message);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Output)));
    }

    [Theory]
    [InlineData("Distance", "distance")]
    [InlineData("prediction_id", "prediction_id")]
    public async Task WriteAsync_LabelCalledAsAColumn_IsRefused(string label, string column)
    {
        await AddAsync(new Label(_bench.Predict((1, null, 1)), null, "1", null));
        _bench.Writer.Flush();

        var error = await Assert.ThrowsAsync<HistoryException>(() => WriteAsync(label));

        Assert.Equal($"The predictions of model 'fare' have a column '{column}' already; give the label another name.", error.Message);
    }

    [Fact]
    public async Task WriteAsync_ModelWithAColumnOfOurNames_KeepsThatOfTheModel()
    {
        var layout = new PredictionLayout("fare", [new LoggedColumn("Prediction_Id", FeatureType.String), new LoggedColumn("predicted_at", FeatureType.Double)]);
        var id = Guid.CreateVersion7(_bench.Time.GetUtcNow());
        _bench.Writer.Append(new PredictionRows
        {
            Layout = layout, Counter = _bench.Counter, Id = id, Time = _bench.Time.GetFeatureTime(), Rows = 1, Values = new[] { FeatureValue.Of("theirs"), FeatureValue.Of(7d) },
        });
        _bench.Writer.Flush();
        await AddAsync(new Label(id, null, "1", null));

        Assert.Equal(1, await WriteAsync("y"));

        Assert.Equal(["theirs|7|1"], HistoryBench.Rows($"SELECT * FROM '{Output}'"));
    }

    [Fact]
    public async Task WriteAsync_FolderThatIsAFile_SaysWhereItCannotBeWritten()
    {
        await AddAsync(new Label(_bench.Predict((1, null, 1)), null, "1", null));
        _bench.Writer.Flush();
        await File.WriteAllTextAsync(Path.GetDirectoryName(Output)!, "");

        var error = await Assert.ThrowsAsync<HistoryException>(() => WriteAsync("y"));

        Assert.StartsWith($"The labelled predictions cannot be written to '{Output}': ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _sets.Dispose();
    }

    private Task<long> WriteAsync(string label, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        new LabelledSetWriter(_bench.Root, Options).WriteAsync("fare", label, from, until ?? PredictionBench.Start.AddDays(1), Output);

    private Task AddAsync(params Label[] labels) =>
        new LabelStore(_bench.Root, Options, _bench.Time).AddAsync("fare", $"b{_batches++}", labels, CancellationToken.None);
}
