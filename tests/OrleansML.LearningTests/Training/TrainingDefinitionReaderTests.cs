using OrleansML.Learning.Definitions;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;
using Xunit;

namespace OrleansML.LearningTests.Training;

public sealed class TrainingDefinitionReaderTests
{
    [Fact]
    public void Read_EveryKey_IsTaken()
    {
        var definition = TrainingDefinitionReader.Read("""
            model: fare
            task: regression
            data:
              path: /data/trips-*.csv.gz
              format: csv
              where: fare_amount between 2.5 and 200
              label: fare_amount
              weight: importance
              segments: [vendor_id, payment_type]
              time: pickup_datetime
            split: { by: time, validation: 2019-05-01, test: 2019-07-01T06:00:00Z, until: 2020-01-01 }
            inputs: { numeric: [trip_distance], categorical: [rate_code_id], maximum_categories: 20 }
            network: { kind: wide_and_deep, hidden: [64, 32], activation: gelu, dropout: 0.1 }
            optimizer: { kind: sgd, learning_rate: 0.01, weight_decay: 0.0001, momentum: 0.9, clip_norm: 1, schedule: cosine, warm_up_steps: 100 }
            plan: { epochs: 5, batch_rows: 2048, shards: 8, seed: 3, patience: 2, minimum_workers: 2, maximum_workers: 4, checkpoint_steps: 50, pool: gpu }
            gate: { metric: mae, margin: 0.02, segment_margin: 0.1, smallest_segment: 100, confidence: 0.9, resamples: 500, latency_ratio: none }
            """);

        Assert.Equal(("fare", EvaluationTask.Regression), (definition.Model, definition.Task));
        Assert.Equal(("/data/trips-*.csv.gz", TrainingFormat.Csv, "fare_amount"), (definition.Data.Path, definition.Data.Format, definition.Data.Label));
        Assert.Equal(["vendor_id", "payment_type"], definition.Data.Segments);
        Assert.Equal(
            (SplitKind.Time, new DateTimeOffset(2019, 5, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2019, 7, 1, 6, 0, 0, TimeSpan.Zero)),
            (definition.Split.Kind, definition.Split.ValidationFrom, definition.Split.TestFrom));
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), definition.Split.Until);
        Assert.Equal(20, definition.Inputs.MaximumCategories);
        Assert.Equal([64, 32], definition.Network!.Hidden);
        Assert.Equal((NetworkKind.WideAndDeep, NetworkActivation.Gelu, 0.1), (definition.Network.Kind, definition.Network.Activation, definition.Network.Dropout));
        Assert.Equal(
            new OptimizerDefinition
            {
                Kind = OptimizerKind.Sgd, LearningRate = 0.01, WeightDecay = 0.0001, Momentum = 0.9, ClipNorm = 1, Schedule = LearningRateSchedule.Cosine, WarmUpSteps = 100,
            },
            definition.Optimizer);
        Assert.Equal(
            new TrainingPlan
            {
                Epochs = 5, BatchRows = 2048, Shards = 8, Seed = 3, Patience = 2, MinimumWorkers = 2, MaximumWorkers = 4, CheckpointSteps = 50, Pool = "gpu",
            },
            definition.Plan);
        Assert.Null(definition.Gate.LatencyRatio);
        Assert.Equal(("mae", 0.02, 0.1, 100, 0.9, 500), (definition.Gate.Metric, definition.Gate.Margin, definition.Gate.SegmentMargin, definition.Gate.SmallestSegment, definition.Gate.Confidence, definition.Gate.Resamples));
    }

    [Fact]
    public void Read_OnlyWhatIsNeeded_HasDefaults()
    {
        var definition = TrainingDefinitionReader.Read("""
            model: churn
            task: binary_classification
            data: { path: churn.parquet, format: parquet, label: Churn, classes: ["No", "Yes"] }
            split: { by: hash, key: [customerID] }
            inputs: { numeric: [tenure] }
            start: { frozen: ["embedding.*"] }
            """);

        Assert.Null(definition.Network);
        Assert.Null(definition.Start!.Path);
        Assert.Equal((0.1, 0.2), (definition.Split.ValidationShare, definition.Split.TestShare));
        Assert.Equal(new OptimizerDefinition(), definition.Optimizer);
        Assert.Equal(new TrainingPlan(), definition.Plan);
    }

    [Fact]
    public void Read_ManyFaults_ReportsEachWithItsLine()
    {
        var exception = Assert.Throws<InvalidDefinitionException>(() => TrainingDefinitionReader.Read("""
            model: fare
            task: binary_classification
            data: { path: x.csv, format: excel, label: tip, classes: [a, a, b] }
            split: { by: time, validation: 2019-07-01, test: soon, key: [x] }
            inputs: { numeric: [tip, a, a] }
            network: { kind: wide_and_deep, dropout: 1 }
            start: { path: m.onnx }
            optimizer: { learning_rate: 0, momentum: 0.9 }
            plan: { shards: 4, maximum_workers: 5, minimum_workers: 6, batch_rows: 2 }
            gate: { metric: rmse, confidence: 1, latency_ratio: 0.5 }
            colour: red
            """));

        Assert.Equal(
            [
                "Line 3: 'data.classes' has 3 classes; task 'binary_classification' has two, the second the one whose probability is predicted, such as [\"No\", \"Yes\"].",
                "Line 3: 'data.classes' names a class more than once.",
                "Line 3: 'data.format' is 'excel'; allowed are csv, json_lines, parquet.",
                "Line 3: 'data.time' is missing; a split by time needs the column of when a row happened.",
                "Line 4: 'split.key' is not known; the keys here are by, validation, test, until.",
                "Line 4: 'split.test' is 'soon'; a day such as 2019-07-01, or a time such as 2019-07-01T12:00:00Z, is allowed.",
                "Line 5: 'inputs' names 'tip', which is the label.",
                "Line 5: 'inputs' names the column 'a' more than once.",
                "Line 6: 'network' or 'start' is needed, and one of them only: a network is made, or a model is trained on.",
                "Line 6: 'network.dropout' is 1; from 0 to 0.95 is allowed.",
                "Line 6: 'network.hidden' is missing; the deep half needs at least one layer, such as [64, 32].",
                "Line 8: 'optimizer.learning_rate' is 0; above 0 and below 10 is allowed.",
                "Line 8: 'optimizer.momentum' has a meaning with kind 'sgd' only; adam has its own.",
                "Line 9: 'plan.batch_rows' is 2; each of the 4 shards needs a row.",
                "Line 9: 'plan.maximum_workers' is 5; a step has 4 shards, and more workers have nothing to do.",
                "Line 9: 'plan.minimum_workers' is 6; at most 5 workers take part.",
                "Line 10: 'gate.confidence' is 1; from 0.5 to 0.999 is allowed.",
                "Line 10: 'gate.latency_ratio' is 0.5; from 1 to 100 is allowed.",
                "Line 10: 'gate.metric' is 'rmse'; allowed with this task are roc_auc, average_precision, log_loss, brier, accuracy, f1_macro.",
                "Line 11: 'colour' is not known; the keys here are model, task, data, split, inputs, network, start, optimizer, plan, gate.",
            ],
            exception.Violations.OrderBy(static violation => violation.Line).ThenBy(static violation => violation.ToString(), StringComparer.Ordinal).Select(static violation => violation.ToString()));
    }

    [Fact]
    public void Read_NothingButAName_SaysWhatIsMissing()
    {
        var exception = Assert.Throws<InvalidDefinitionException>(() => TrainingDefinitionReader.Read("model: fare"));

        foreach (var key in new[] { "task", "data", "split", "inputs", "network" })
            Assert.Contains($"'{key}'", exception.Message, StringComparison.Ordinal);
    }
}
