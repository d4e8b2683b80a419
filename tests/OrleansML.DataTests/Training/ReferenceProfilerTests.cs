using System.Globalization;
using OrleansML.Data.History;
using OrleansML.Data.Training;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Profile;
using OrleansML.Learning.Records;
using OrleansML.Learning.Training;
using Xunit;

namespace OrleansML.DataTests.Training;

public sealed class ReferenceProfilerTests : IDisposable
{
    private static readonly HistoryQueryOptions Options = new();

    private readonly TemporaryDirectory _directory = new();

    private string Folder => _directory.File("table");

    public void Dispose() => _directory.Dispose();

    // All numbers are those of python3's csv, hashlib, statistics and collections modules on the same file, the split included.
    [SharedDataFact]
    public async Task Compute_TelcoCustomers_EqualsTheNumbersOfAnotherTool()
    {
        var definition = Definition(
            SharedData.PathOf("telco-churn", "Telco-Customer-Churn.csv.gz"),
            """
            label: Churn, classes: ["No", "Yes"], segments: [Contract, tenure]
            """,
            "{ by: hash, key: [customerID], validation: 0.1, test: 0.2 }",
            "{ numeric: [tenure, TotalCharges], categorical: [PaymentMethod] }");
        var table = await BuildAsync(definition);
        var tenures = new List<double>();
        var labels = new List<double>();
        await new TrainingPartReader(Options).ReadAsync(definition, table.Test, Folder, 100, block =>
        {
            labels.AddRange(block.Labels);
            for (var row = 0; row < block.Rows; row++)
                tenures.Add(double.Parse(block.Values[row * block.Columns.Count].ToString(), CultureInfo.InvariantCulture) / 100);
        });
        var predictions = new Predictions(new EvaluationRows(EvaluationTask.BinaryClassification, [.. labels]), [.. tenures]);

        var profile = await new ReferenceProfiler(Options).ComputeAsync(definition, table, Folder, predictions);

        Assert.Equal((4_946L, 1_394L), (profile.InputRows, profile.PredictionRows));
        AssertProfile(
            profile.Numeric["TotalCharges"], 4_936, 10, 2291.07329821718, 2266.7867256807795,
            [18.8, 86.05, 270.15, 562.875, 959.9, 1411.775, 2088.45, 3100.225, 4456.65, 5972.125, 8684.8],
            [495, 493, 493, 494, 493, 494, 493, 494, 493, 494]);
        AssertProfile(
            profile.Numeric["tenure"], 4_946, 0, 32.318641326324304, 24.515787189613718, [0, 2, 6, 12, 20, 29, 39, 50, 60, 69, 72],
            [591, 432, 507, 497, 496, 454, 497, 483, 539, 450]);
        Assert.Equal(
            ["Electronic check 1670", "Mailed check 1124", "Bank transfer (automatic) 1086", "Credit card (automatic) 1066"],
            profile.Categorical["PaymentMethod"].Categories.Select(static category => $"{category.Value} {category.Count}"));
        var said = profile.Predictions["prediction"];
        Assert.Equal((1_394L, 0L, 0.0, 0.72), (said.Count, said.Missing, said.Minimum, said.Maximum));
        Assert.Equal(0.3277116212338594, said.Mean, 1e-12);
        Assert.Equal(0.24783249780206804, said.Deviation, 1e-12);
        Assert.Equal(4_946, profile.Segments["Contract"].Distributions!.Sum(static said => said.InputRows));
        Assert.Equal(profile.Numeric["tenure"].Histogram.Counts, profile.Segments["Contract"].Distributions!
            .Select(static said => said.Numeric["tenure"].Counts).Aggregate(static (sums, counts) => [.. sums.Zip(counts, static (one, other) => one + other)]));
        Assert.Equal(0.17385941644562336, profile.FindSegment("Contract=Month-to-month")!.Predictions["prediction"].Mean, 1e-12);
        AssertSegment(profile.Segments["Contract"].Values[0], "Month-to-month", 754, 0.4297082228116711, 0.17385941644562336);
        AssertSegment(profile.Segments["Contract"].Values[1], "One year", 320, 0.10625, 0.42903125);
        AssertSegment(profile.Segments["Contract"].Values[2], "Two year", 320, 0.025, 0.58890625);
        Assert.Equal((20, 708L), (profile.Segments["tenure"].Values.Count, profile.Segments["tenure"].OtherRows));
        Assert.Equal(["1 130", "72 71", "2 51"], profile.Segments["tenure"].Values.Take(3).Select(static value => $"{value.Value} {value.Rows}"));
    }

    // By hand.
    [Fact]
    public async Task Compute_MoreCategoriesThanAreCounted_PutsTheRestTogether()
    {
        var lines = Enumerable.Range(0, 60).SelectMany(static category => Enumerable.Repeat(FormattableString.Invariant($"train,{category % 5},c{category:00},{category}"), category < 55 ? 2 : 1))
            .Concat(["train,1,,1", "validation,1,c00,1", "test,1,c00,", "test,3,c01,2"]);
        var definition = Prepare(lines, "regression", "label: y, segments: [c]");
        var table = await BuildAsync(definition);

        var profile = await ComputeAsync(definition, table, EvaluationTask.Regression, [1, 3], [1.5, 2.5]);

        var categories = profile.Categorical["c"];
        Assert.Equal((115L, 1L, 50, 15L), (categories.Count, categories.Missing, categories.Categories.Count, categories.Other));
        Assert.Equal([new CategoryCount("c00", 2), new CategoryCount("c01", 2)], categories.Categories.Take(2));
        Assert.Equal((116L, 0L), (profile.Numeric["x"].Count, profile.Numeric["x"].Missing));
        AssertSegment(profile.Segments["c"].Values[0], "c00", 1, 1, 1.5);
        AssertSegment(profile.Segments["c"].Values[1], "c01", 1, 3, 2.5);
    }

    [Fact]
    public async Task Compute_ColumnsWithoutOrWithOneValue_HaveOneBinAndNoNumberWhereThereIsNone()
    {
        string[] lines = ["train,1,,7", "train,2,,7", "validation,1,a,1", "test,1,a,1"];
        var definition = Prepare(lines, "regression", "label: y, segments: [c]");
        var table = await BuildAsync(definition);

        var profile = await ComputeAsync(definition, table, EvaluationTask.Regression, [1], [1]);

        Assert.Equal((0L, 2L, 0), (profile.Categorical["c"].Count, profile.Categorical["c"].Missing, profile.Categorical["c"].Categories.Count));
        Assert.Equal((7.0, 0.0), (profile.Numeric["x"].Mean, profile.Numeric["x"].Deviation));
        Assert.Equal([2L], profile.Numeric["x"].Histogram.Counts);
        Assert.Empty(profile.Numeric["x"].Histogram.Edges);
    }

    [Fact]
    public async Task Compute_SeveralClasses_DescribesTheProbabilityOfEach()
    {
        string[] lines = ["train,a,u,1", "train,b,u,1", "train,c,u,1", "train,c,u,1", "validation,a,u,1", "validation,b,u,1", "test,a,u,1", "test,b,u,1", "test,b,v,1"];
        var definition = Prepare(lines, "multiclass_classification", "label: y, classes: [a, b, c], segments: [c]");
        var table = await BuildAsync(definition);

        var profile = await ComputeAsync(definition, table, EvaluationTask.MulticlassClassification, [0, 1, 1], [0.5, 0.25, 0.25, 0.25, 0.75, 0, 0, 1, 0], classes: 3);

        Assert.Equal(["a", "b", "c"], profile.Predictions.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0.25, profile.Predictions["a"].Mean);
        Assert.Equal([0.5, 0.5, 0], profile.Segments["c"].Values[0].LabelMeans);
        Assert.Equal([0.375, 0.5, 0.125], profile.Segments["c"].Values[0].PredictionMeans);
        Assert.Equal(CanonicalJson.Write(profile), CanonicalJson.Write(await ComputeAsync(
            definition, table, EvaluationTask.MulticlassClassification, [0, 1, 1], [0.5, 0.25, 0.25, 0.25, 0.75, 0, 0, 1, 0], classes: 3)));
    }

    // By hand: x has deciles of 1, 1, 1, 2, 4, 8 as bins, c is a, a, b, and missing.
    [Fact]
    public async Task Compute_Segments_HaveInputsAndPredictionsInTheBinsOfAllRows()
    {
        string[] lines = ["train,1,a,1.0", "train,2,a,2", "train,3,b,4", "train,4,a,", "train,5,,8", "validation,1,a,1", "test,1,a,1", "test,2,a,2", "test,3,b,4"];
        var definition = Prepare(lines, "regression", "label: y, segments: [c, x]");
        var table = await BuildAsync(definition);

        var profile = await ComputeAsync(definition, table, EvaluationTask.Regression, [1, 2, 3], [1, 2, 3]);
        var read = CanonicalJson.Read<ReferenceProfile>(CanonicalJson.Write(profile));

        Assert.Null(read.SegmentsLeftOut);
        Assert.Equal(["a", "b", null], read.Segments["c"].Distributions!.Select(static said => said.Value));
        var a = read.FindSegment("c=a")!;
        var (x, whole) = (a.Numeric["x"], read.Numeric["x"]);
        Assert.Equal((3L, 2L, 2L, 1L, 1.5, 0.5, 1.0, 2.0), (a.InputRows, a.PredictionRows, x.Count, x.Missing, x.Mean, x.Deviation, x.Minimum, x.Maximum));
        Assert.Equal(whole.Histogram.Edges, x.Histogram.Edges);
        Assert.Equal(whole.Histogram.Edges.Append(double.PositiveInfinity).Select((edge, bin) => new[] { 1.0, 2 }.LongCount(value => value <= edge && (bin == 0 || value > whole.Histogram.Edges[bin - 1]))), x.Histogram.Counts);
        Assert.Equal([new CategoryCount("a", 3), new CategoryCount("b", 0)], a.Categorical["c"].Categories);
        Assert.Equal((2L, 1.5), (a.Predictions["prediction"].Count, a.Predictions["prediction"].Mean));
        Assert.Equal((1L, 1L, 0L), (read.FindSegment("c=(missing)")!.InputRows, read.FindSegment("c=(missing)")!.Categorical["c"].Missing, read.FindSegment("c=(missing)")!.PredictionRows));

        // Numbers are named as in service, whatever the file wrote.
        Assert.Equal(["1", "2", "4", "8", null], read.Segments["x"].Distributions!.Select(static said => said.Value));
        Assert.Equal(1L, read.FindSegment("x=1")!.Categorical["c"].Count);
        Assert.Null(read.FindSegment("c=z"));
        Assert.Null(read.FindSegment("all"));
    }

    [Fact]
    public async Task Compute_MoreSegmentsThanThereIsRoomFor_SaysWhichAreLeftOut()
    {
        var columns = Enumerable.Range(0, 120).Select(static index => FormattableString.Invariant($"x{index}")).ToArray();
        string[] parts = ["validation", "test", .. Enumerable.Repeat("train", 20)];
        File.WriteAllLines(_directory.File("rows.csv"), parts.Select((part, row) => FormattableString.Invariant($"{part},1,s{row},k,{string.Join(',', columns.Select(_ => row))}")).Prepend($"part,y,s,k,{string.Join(',', columns)}"));
        var definition = Definition(_directory.File("rows.csv"), "label: y, segments: [s, k]", "{ by: column, column: part }", $"{{ numeric: [{string.Join(", ", columns)}] }}", "regression");
        var table = await BuildAsync(definition);

        var profile = await ComputeAsync(definition, table, EvaluationTask.Regression, [1], [1]);

        Assert.Equal(["s"], profile.SegmentsLeftOut);
        Assert.Null(profile.Segments["s"].Distributions);
        Assert.Equal(20, profile.FindSegment("k=k")!.InputRows);
    }

    [Fact]
    public void FindSegment_ProfileFromBeforeThereWereAny_HasNone()
    {
        var profile = CanonicalJson.Read<ReferenceProfile>(
            """{"input_rows":1,"prediction_rows":1,"numeric":{},"categorical":{},"predictions":{},"segments":{"c":{"values":[],"other_rows":0}}}"""u8);
        Assert.Null(profile.FindSegment("c=a"));
    }

    [Fact]
    public async Task Compute_OtherNumberOfPredictions_IsRefused()
    {
        var definition = Prepare(["train,1,a,7", "validation,1,a,1", "test,1,a,1"], "regression", "label: y");
        var table = await BuildAsync(definition);

        await Assert.ThrowsAsync<ArgumentException>(() => ComputeAsync(definition, table, EvaluationTask.Regression, [1, 2], [1, 2]));
    }

    [Fact]
    public async Task Read_InBlocks_KeepsOrderAndTexts()
    {
        var definition = Prepare(["train,1,007,7", "train,2,,", "train,3,b,1.5", "validation,1,a,1", "test,1,a,1"], "regression", "label: y, segments: [c, x]");
        var table = await BuildAsync(definition);
        var read = new List<string>();

        await new TrainingPartReader(Options).ReadAsync(definition, table.Train, Folder, 2, block =>
        {
            Assert.Equal(["x", "c"], block.Columns);
            Assert.Equal(["c", "x"], block.Segments);
            for (var row = 0; row < block.Rows; row++)
            {
                read.Add(FormattableString.Invariant(
                    $"{block.Rows}: {block.Labels[row]} {block.Values[row * 2]}|{block.Values[(row * 2) + 1]} {block.SegmentValues[row * 2]}|{block.SegmentValues[(row * 2) + 1]}"));
            }
        });

        Assert.Equal(["2: 1 7|007 007|7", "2: 2 | |", "1: 3 1.5|b b|1.5"], read);
    }

    private static void AssertProfile(NumericProfile profile, long count, long missing, double mean, double deviation, double[] quantiles, long[] bins)
    {
        Assert.Equal((count, missing, quantiles[0], quantiles[^1]), (profile.Count, profile.Missing, profile.Minimum, profile.Maximum));
        Assert.Equal(mean, profile.Mean, 1e-9);
        Assert.Equal(deviation, profile.Deviation, 1e-9);
        Assert.All(quantiles.Zip(profile.Quantiles), static pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        Assert.Equal(bins, profile.Histogram.Counts);
        Assert.All(quantiles[1..^1].Zip(profile.Histogram.Edges), static pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static void AssertSegment(SegmentValueProfile segment, string value, long rows, double label, double prediction)
    {
        Assert.Equal((value, rows), (segment.Value, segment.Rows));
        Assert.Equal(label, segment.LabelMeans.Single(), 1e-12);
        Assert.Equal(prediction, segment.PredictionMeans.Single(), 1e-12);
    }

    private Task<ReferenceProfile> ComputeAsync(
        TrainingDefinition definition, TrainingTable table, EvaluationTask task, double[] labels, double[] values, int classes = 2) =>
        new ReferenceProfiler(Options).ComputeAsync(definition, table, Folder, new Predictions(new EvaluationRows(task, labels, classes), values));

    private TrainingDefinition Prepare(IEnumerable<string> lines, string task, string data)
    {
        File.WriteAllLines(_directory.File("rows.csv"), lines.Prepend("part,y,c,x"));
        return Definition(_directory.File("rows.csv"), data, "{ by: column, column: part }", "{ numeric: [x], categorical: [c] }", task);
    }

    private static TrainingDefinition Definition(string path, string data, string split, string inputs, string task = "binary_classification") => TrainingDefinitionReader.Read($$"""
        model: m
        task: {{task}}
        data: { path: {{path}}, format: csv, {{data.Trim()}} }
        split: {{split}}
        inputs: {{inputs}}
        network: { kind: mlp }
        plan: { shards: 1 }
        """);

    private Task<TrainingTable> BuildAsync(TrainingDefinition definition) => new TrainingTableBuilder(Options).BuildAsync(definition, Folder);
}
