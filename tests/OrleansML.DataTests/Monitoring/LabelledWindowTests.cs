using OrleansML.Data.History;
using OrleansML.Data.Monitoring;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Monitoring;

public sealed class LabelledWindowTests : IDisposable
{
    private static readonly HistoryQueryOptions Options = new() { Threads = 1, MemoryLimit = 256L << 20 };
    private static readonly ComparedOutput Amount = new(EvaluationTask.Regression, ["amount"], []);

    private static readonly PredictionLayout Risk = new(
        "fare",
        [
            new LoggedColumn("city", FeatureType.String),
            new LoggedColumn("probability_0", FeatureType.Float, IsOutput: true),
            new LoggedColumn("probability_1", FeatureType.Float, IsOutput: true),
            new LoggedColumn("probability_2", FeatureType.Float, IsOutput: true),
        ]);

    private readonly PredictionBench _bench = new();
    private int _batches;

    [Fact]
    public async Task ReadAsync_LabelsOfTwoWindows_GivesErrorsOfEach()
    {
        var several = _bench.Predict((1, null, 10), (2, null, 20), (1, null, 30));
        _bench.Time.Advance(TimeSpan.FromHours(1));
        var single = _bench.Predict((1, null, 5));
        _bench.Writer.Flush();
        await AddAsync(new(several, 0, "12", null), new(several, 1, "20", null), new(several, 2, "27", null), new(single, null, "8", null));

        var answer = await ReadAsync(Amount, segments: ["distance"]);

        // Errors -2, 0, 3: root of 13/3. By distance 1: -2 and 3, root of 13/2.
        Assert.Equal(
            [(12, "all", 3, 2.081665999466), (12, "distance=1", 2, 2.549509756796), (12, "distance=2", 1, 0), (13, "all", 1, 3), (13, "distance=1", 1, 3)],
            answer.Windows.Select(said => (said.Start.Hour, said.Segment, (int)said.Window.Count, Math.Round(said.Window.Measure()["rmse"].Value, 12))));
        Assert.Equal(5 / 3.0, answer.Windows[0].Window.Measure()["mae"].Value, 12);
        Assert.Empty((await ReadAsync(Amount, answer.Reached)).Windows);
    }

    [Fact]
    public async Task ReadAsync_LabelMonthsLater_ComputesTheWholeWindowAnew()
    {
        var (one, two) = (_bench.Predict((1, null, 10)), _bench.Predict((1, null, 20)));
        _bench.Writer.Flush();
        await AddAsync(new Label(one, null, "11", null));
        var first = await ReadAsync(Amount);
        _bench.Time.Advance(TimeSpan.FromDays(120));
        await AddAsync(new Label(two, null, "17", null));

        var second = await ReadAsync(Amount, first.Reached);

        Assert.Equal((1, 1), (first.Windows.Single().Window.Count, first.Windows.Single().Window.Measure()["mae"].Value));
        Assert.Equal((2, 2), (second.Windows.Single().Window.Count, second.Windows.Single().Window.Measure()["mae"].Value));
        Assert.Equal(first.Windows[0].Start, second.Windows[0].Start);
    }

    [Fact]
    public async Task ReadAsync_ConflictingAndRepeatedLabels_CountsTheFirstOnce()
    {
        var id = _bench.Predict((1, null, 10));
        _bench.Writer.Flush();
        await AddAsync(new Label(id, null, "11", null));
        var first = await ReadAsync(Amount);
        await AddAsync(new Label(id, null, "50", null), new Label(id, 0, "11.0", null));

        var again = await ReadAsync(Amount);
        Assert.Equal(first.Windows.Single().Window.ToArray(), again.Windows.Single().Window.ToArray());
        Assert.Equal(1, again.Windows[0].Window.Measure()["mae"].Value);
        Assert.Empty((await ReadAsync(Amount, first.Reached)).Windows);
        Assert.Equal(again.Reached, (await ReadAsync(Amount, first.Reached)).Reached);
    }

    [Fact]
    public async Task ReadAsync_LabelBeforeItsPredictionIsInTheLog_IsNotForgotten()
    {
        var logged = _bench.Predict((1, null, 10));
        _bench.Writer.Flush();
        var late = _bench.Predict((1, null, 20));
        await AddAsync(new Label(late, null, "21", null));
        await AddAsync(new Label(logged, null, "13", null));

        var before = await ReadAsync(Amount);
        _bench.Writer.Flush();
        var after = await ReadAsync(Amount, before.Reached);

        Assert.Equal((0, 1), (before.Reached, before.Windows.Single().Window.Count));
        Assert.Equal((2, 2), (after.Windows.Single().Window.Count, after.Windows.Single().Window.Measure()["mae"].Value));
        Assert.Empty((await ReadAsync(Amount, after.Reached)).Windows);
    }

    [Fact]
    public async Task ReadAsync_LabelWhosePredictionNeverCame_IsWaitedForAsLongAsTheLogMayTake()
    {
        await AddAsync(new Label(Guid.CreateVersion7(_bench.Time.GetUtcNow()), null, "1", null));
        _bench.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(0, (await ReadAsync(Amount)).Reached);
        _bench.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await ReadAsync(Amount)).Reached > 0);
    }

    [Fact]
    public async Task ReadAsync_MoreWindowsThanAnAnswerHolds_GivesTheRestNextTime()
    {
        var labels = new List<Label>();
        for (var hour = 0; hour < 5; hour++, _bench.Time.Advance(TimeSpan.FromHours(1)))
            labels.Add(new Label(_bench.Predict((1, null, hour)), null, "0", null));
        _bench.Writer.Flush();
        await AddAsync([.. labels.Take(3)]);
        await AddAsync([.. labels.Skip(3)]);

        var starts = new List<int>();
        LabelledAnswer answer;
        for (var after = 0L; (answer = await ReadAsync(Amount, after, most: 2)).Windows.Count > 0; after = answer.Reached)
        {
            Assert.InRange(answer.Windows.Count, 1, 2);
            starts.AddRange(answer.Windows.Select(static said => said.Start.Hour));
        }

        Assert.Equal([12, 13, 14, 15, 16], starts);
    }

    [Fact]
    public async Task ReadAsync_SegmentsMissingAndBeyondTheMost_AreSegmentsOfTheirOwn()
    {
        var id = _bench.Predict((7, null, 1), (null, null, 1), (3, null, 1), (4, null, 1));
        _bench.Writer.Flush();
        await AddAsync([.. Enumerable.Range(0, 4).Select(row => new Label(id, row, "1", null))]);

        var answer = await ReadAsync(Amount, segments: ["distance"], mostValues: 2);
        Assert.Equal(
            [("all", 4), ("distance=(missing)", 1), ("distance=(other)", 2), ("distance=7", 1)],
            answer.Windows.Select(static said => (said.Segment, (int)said.Window.Count)));
    }

    [Fact]
    public async Task ReadAsync_SegmentOfPersonalColumn_IsLeftOutAndSaysWhy()
    {
        var id = _bench.Predict((1, "Ann", 1));
        _bench.Writer.Flush();
        await AddAsync(new Label(id, null, "1", null));

        var answer = await ReadAsync(Amount, segments: ["driver"]);
        Assert.Equal("all", answer.Windows.Single().Segment);
        Assert.Equal(["Labels by segment 'driver' are left out, because the log keeps 'driver' as a hash."], answer.Reasons);
    }

    [Fact]
    public async Task ReadAsync_TwoClasses_GivesRankingAndAccuracy()
    {
        var id = Predict(("a", [0.9f, 0, 0]), ("a", [0.8f, 0, 0]), ("b", [0.3f, 0, 0]), ("b", [0.1f, 0, 0]));
        await AddAsync(new(id, 0, "1", null), new(id, 1, "0", null), new(id, 2, "1.0", null), new(id, 3, "0", null));

        var answer = await ReadAsync(new ComparedOutput(EvaluationTask.BinaryClassification, ["probability_0"], ["0", "1"]), segments: ["city"]);

        // Of four pairs of a positive and a negative only 0.3 and 0.8 stand the wrong way round.
        var metrics = answer.Windows[0].Window.Measure();
        Assert.Equal((0.75, 0.5), (metrics["roc_auc"].Value, metrics["accuracy"].Value));
        Assert.Equal(["all", "city=a", "city=b"], answer.Windows.Select(static said => said.Segment));
        Assert.Equal(1, answer.Windows[1].Window.Measure()["roc_auc"].Value);
    }

    [Fact]
    public async Task ReadAsync_SeveralClasses_TakesTheGreatestColumn()
    {
        var id = Predict(("a", [0.5f, 0.3f, 0.2f]), ("a", [0.1f, 0.2f, 0.7f]), ("a", [0.4f, 0.4f, 0.2f]), ("a", [0.1f, 0.8f, 0.1f]));
        await AddAsync(new(id, 0, "x", null), new(id, 1, "y", null), new(id, 2, "x", null), new(id, 3, "no class", null));

        var answer = await ReadAsync(new ComparedOutput(EvaluationTask.MulticlassClassification, ["probability_0", "probability_1", "probability_2"], ["x", "y", "z"]));

        var window = answer.Windows.Single().Window;
        Assert.Equal((3, 2 / 3.0, 1), (window.Count, window.Measure()["accuracy"].Value, window.Labels.TypeErrors));
    }

    [Fact]
    public async Task ReadAsync_OutputNotFound_SaysWhyAndGoesOn()
    {
        var id = _bench.Predict((1, null, 1));
        _bench.Writer.Flush();
        await AddAsync(new Label(id, null, "1", null));
        var answer = await ReadAsync(null);
        Assert.Empty(answer.Windows);
        Assert.Equal(["version 1 has none"], answer.Reasons);
        Assert.True(answer.Reached > 0);
    }

    public void Dispose() => _bench.Dispose();

    private Guid Predict(params (string City, float[] Outputs)[] rows)
    {
        var id = Guid.CreateVersion7(_bench.Time.GetUtcNow());
        _bench.Writer.Append(new PredictionRows
        {
            Layout = Risk,
            Counter = _bench.Counter,
            Id = id,
            Time = _bench.Time.GetFeatureTime(),
            Rows = rows.Length,
            Values = rows.SelectMany(static row => row.Outputs.Select(FeatureValue.Of).Prepend(FeatureValue.Of(row.City))).ToArray(),
        });
        _bench.Writer.Flush();
        return id;
    }

    private Task AddAsync(params Label[] labels) =>
        new LabelStore(_bench.Root, Options, _bench.Time).AddAsync("fare", $"b{_batches++}", labels, CancellationToken.None);

    private Task<LabelledAnswer> ReadAsync(ComparedOutput? output, long after = 0, string[]? segments = null, int mostValues = 200, int most = 20_000) =>
        new LabelledWindowReader(_bench.Root, Options).ReadAsync(
            new LabelledQuery
            {
                Model = "fare",
                Window = TimeSpan.FromHours(1),
                Segments = [.. (segments ?? []).Select(static column => (string[])[column])],
                MostSegmentValues = mostValues,
                After = after,
                Now = _bench.Time.GetUtcNow(),
                Patience = TimeSpan.FromMinutes(10),
                MostWindows = most,
                OutputOf = (version, _) => output is null ? (null, $"version {version} has none") : (output, null),
            },
            CancellationToken.None);
}
