using OrleansML.Data.History;
using OrleansML.Data.Training;
using OrleansML.Grains.Training;
using OrleansML.Learning.Gate;
using OrleansML.Learning.Mlp;
using OrleansML.Learning.Training;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Training;

/// <summary>Models small enough to be computed by hand: their input is the column x as it is.</summary>
public sealed class CandidateOutputsTests : IDisposable
{
    private const string Preprocessing = "features: { type: float, columns: [{ column: x, steps: [{ cast: { to: double } }] }] }";
    private const string Regression = "regression";
    private const string Binary = "binary_classification";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Evaluate_NumbersOfARegression_AreThoseOfTheOutput()
    {
        var report = await EvaluateAsync(Regression, "", ["1,1", "2,2", "4,3"], Linear(1, [1], [0.5f]), TimeProvider.System);

        // Errors 0.5, 0.5 and 0.5 below 4 - 3.5.
        Assert.Equal(0.5, report.Metrics.Metrics["mae"].Value, 1e-6);
        Assert.Equal(2.5, report.Profile.Predictions["prediction"].Mean, 1e-6);
        Assert.Equal((7.0 / 3, 2.5), (report.Profile.Segments["s"].Values[0].LabelMeans[0], report.Profile.Segments["s"].Values[0].PredictionMeans[0]));
    }

    [Fact]
    public async Task Evaluate_TwoProbabilities_TakesThatOfTheSecondClass()
    {
        // Output [1 - x, x].
        var report = await EvaluateAsync(Binary, "classes: [no, yes],", ["no,0.25", "yes,0.5", "yes,0.75"], Linear(2, [-1, 1], [1, 0]), TimeProvider.System);

        Assert.Equal(0.5, report.Profile.Predictions["prediction"].Mean);
        Assert.Equal(1, report.Metrics.Metrics["roc_auc"].Value);
    }

    [Fact]
    public async Task Evaluate_OneProbabilityForEachClass_KeepsTheirOrder()
    {
        // Output [x, 0.5 - x, 0.5].
        var report = await EvaluateAsync(
            "multiclass_classification", "classes: [a, b, c],", ["a,0.5", "b,0.25", "c,0.25"], Linear(3, [1, -1, 0], [0, 0.5f, 0.5f]), TimeProvider.System);

        Assert.Equal((1.0 / 3, 1.0 / 6, 0.5), (report.Profile.Predictions["a"].Mean, report.Profile.Predictions["b"].Mean, report.Profile.Predictions["c"].Mean));

        // The first of equals wins: a, then twice c with a half each.
        Assert.Equal(2.0 / 3, report.Metrics.Metrics["accuracy"].Value, 1e-12);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public async Task Evaluate_Latency_IsRefusedAboveTwiceTheChampions(int milliseconds, bool passes)
    {
        var rows = Enumerable.Range(0, 30).Select(static row => FormattableString.Invariant($"{row},{row}")).ToArray();

        var report = await EvaluateAsync(Regression, "", rows, Linear(1, [1], [0.5f]), new ScriptedTime(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(1)), withChampion: true);

        Assert.Equal(new LatencyQuantiles(milliseconds, milliseconds), report.Verdict.Latency!.Challenger);
        Assert.Equal(new LatencyQuantiles(1, 1), report.Verdict.Latency.Champion);
        Assert.Equal(passes, report.Verdict.Passed);
        Assert.Equal(
            passes ? [] : ["The challenger is too slow: of 200 calls of one row, 99 % took up to 3 ms beside 1 ms of the champion; up to 2 ms is allowed."], report.Verdict.Reasons);
    }

    [Fact]
    public async Task Evaluate_Cancelled_Stops() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => EvaluateAsync(Regression, "", ["1,1", "2,2"], Linear(1, [1], [0]), TimeProvider.System, cancellationToken: new CancellationToken(canceled: true)));

    private static byte[] Linear(int outputs, float[] weights, float[] biases) => new MlpModel([new DenseLayer(1, outputs, weights, biases)]).ToOnnx();

    private async Task<CandidateReport> EvaluateAsync(
        string task, string classes, string[] rows, byte[] model, TimeProvider time, bool withChampion = false, CancellationToken cancellationToken = default)
    {
        await File.WriteAllLinesAsync(
            _directory.File("rows.csv"),
            [
                "part,s,y,x",
                .. rows.SelectMany(static row => new[] { $"train,all,{row}", $"validation,all,{row}", $"test,all,{row}" }),
            ],
            CancellationToken.None);
        var definition = TrainingDefinitionReader.Read($$"""
            model: m
            task: {{task}}
            data: { path: {{_directory.File("rows.csv")}}, format: csv, {{classes}} label: y, segments: [s] }
            split: { by: column, column: part }
            inputs: { numeric: [x] }
            network: { kind: mlp, hidden: [2] }
            plan: { shards: 1 }
            gate: { resamples: 100, smallest_segment: 10 }
            """);
        var table = await new TrainingTableBuilder(new HistoryQueryOptions()).BuildAsync(definition, _directory.File("table"), CancellationToken.None);
        return await new CandidateEvaluator(new HistoryQueryOptions(), time).EvaluateAsync(
            new CandidateEvaluation
            {
                Definition = definition,
                Table = table,
                Folder = _directory.File("table"),
                Model = model,
                Preprocessing = Preprocessing,
                Champion = withChampion ? new ChampionModel("", $"request: {{ x: double }}\npreprocessing:\n  {Preprocessing}", model) : null,
            },
            cancellationToken);
    }

    /// <summary>Time by which calls take a given time in turns: what is asked first and third starts a call, second and fourth ends it.</summary>
    private sealed class ScriptedTime(TimeSpan challenger, TimeSpan champion) : TimeProvider
    {
        private long _now;
        private int _asked;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += (_asked++ % 4) switch
        {
            1 => challenger.Ticks,
            3 => champion.Ticks,
            _ => 0,
        };
    }
}
