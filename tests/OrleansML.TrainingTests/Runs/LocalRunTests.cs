using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;
using OrleansML.Training.Networks;
using OrleansML.Training.Runs;

namespace OrleansML.TrainingTests.Runs;

/// <summary>Whole runs: the same bits for any number of workers, something learned, nothing left behind.</summary>
public class LocalRunTests
{
    private static readonly NetworkDefinition Network = new() { Kind = NetworkKind.Mlp, Hidden = [8, 4], Dropout = 0.25 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Run_AnyNumberOfWorkers_GivesTheSameBits(int workers)
    {
        using var fixture = new ReplicaFixture(EvaluationTask.MulticlassClassification, 500, validationRows: 77);
        var recipe = RunCase.Recipe(EvaluationTask.MulticlassClassification) with
        {
            Shards = 5, BatchRows = 64, Epochs = 3, Optimizer = new OptimizerDefinition { ClipNorm = 1, WarmUpSteps = 3, Schedule = LearningRateSchedule.Linear },
        };
        var model = NetworkBuilder.Build(Network, recipe.Task, RunCase.Inputs, 3, LabelScale.None, 1);
        var alone = fixture.Create(recipe, model);
        var summary = LocalRun.Run(alone);

        var replicas = Enumerable.Range(0, workers).Select(_ => fixture.Create(recipe, model)).ToArray();
        var set = new WorkerSet(5, replicas);
        while (!replicas[0].HasEnded)
            set.Step();

        // 500 rows are 8 steps.
        Assert.Equal((24L, 1_500L), (summary.Steps, summary.Read.Rows));
        Assert.Equal(RowTally.OfAll(500) + RowTally.OfAll(500) + RowTally.OfAll(500), summary.Read);
        Assert.All(replicas, replica => Assert.Equal(alone.StateDigest(), replica.StateDigest()));
        Assert.All(replicas, replica => Assert.Equal(alone.WriteBest(), replica.WriteBest()));
    }

    // The labels are 1,000 + 500 times the parity of two bits, which no linear model can tell: its best loss, in units of the variance, is 1.
    [Fact]
    public void Run_ParityOfTwoBits_IsLearnedAndOnnxRuntimeAgrees()
    {
        var features = RunCase.Numbers(64, i => i / 2 >> (i % 2) & 1);
        var labels = RunCase.Numbers(32, i => (i & 1) == (i >> 1 & 1) ? 1_000 : 1_500);
        using var fixture = new ReplicaFixture(2, features, labels);
        var scale = new LabelScale(1_250, 250);
        var recipe = RunCase.Recipe(EvaluationTask.Regression) with
        {
            LabelScale = scale, Optimizer = new OptimizerDefinition { LearningRate = 0.02 }, BatchRows = 16, Shards = 2, Epochs = 300,
        };
        var model = NetworkBuilder.Build(
            new NetworkDefinition { Kind = NetworkKind.Mlp, Hidden = [16], Activation = NetworkActivation.Tanh }, recipe.Task, 2, 0, scale, 3);

        var summary = LocalRun.Run(fixture.Create(recipe, model));

        var replica = fixture.Create(recipe, model);
        LocalRun.Run(replica);
        var predicted = OnnxRuntimeRunner.Run(Google.Protobuf.MessageExtensions.ToByteArray(replica.WriteBest()), features, 32, 2);
        Assert.True(summary.Epochs[0].TrainingLoss > 0.5);
        Assert.True(summary.Epochs[^1].TrainingLoss < 1e-3);
        Assert.All(predicted.Zip(labels), pair => Assert.Equal(pair.Second, pair.First, 20f));
    }

    [Theory]
    [InlineData(EvaluationTask.Regression)]
    [InlineData(EvaluationTask.BinaryClassification)]
    [InlineData(EvaluationTask.MulticlassClassification)]
    public void WriteBest_AfterARun_GivesInOnnxRuntimeTheLossOfValidation(EvaluationTask task)
    {
        using var fixture = new ReplicaFixture(task, 90, validationRows: 40);
        var scale = new LabelScale(0.25, 2);
        var recipe = RunCase.Recipe(task) with { Epochs = 20, BatchRows = 30, LabelScale = task == EvaluationTask.Regression ? scale : null };
        var model = NetworkBuilder.Build(
            new NetworkDefinition { Kind = NetworkKind.WideAndDeep, Hidden = [6], Activation = NetworkActivation.Silu, Dropout = 0.1 }, task, RunCase.Inputs, 3, scale, 5);
        var replica = fixture.Create(recipe, model);
        LocalRun.Run(replica);

        var outputs = OnnxRuntimeRunner.Run(
            Google.Protobuf.MessageExtensions.ToByteArray(replica.WriteBest()), RunCase.Features(40), 40, RunCase.Inputs);

        var (labels, weights) = (RunCase.Labels(task, 40), RunCase.Weights(40));
        var losses = Enumerable.Range(0, 40).Select(row => weights[row] * task switch
        {
            EvaluationTask.Regression => Math.Pow((outputs[row] - labels[row]) / 2, 2),
            EvaluationTask.BinaryClassification => -Math.Log(labels[row] == 1 ? outputs[row] : 1 - outputs[row]),
            _ => -Math.Log(outputs[row * 3 + (int)labels[row]]),
        });
        Assert.Equal(losses.Sum() / weights.Sum(), replica.BestValidationLoss!.Value, 1e-5);
    }

    [Fact]
    public void Run_Cancelled_StopsAtAWholeStepAndCanGoOn()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 50, validationRows: 10);
        var recipe = RunCase.Recipe(EvaluationTask.Regression) with { BatchRows = 20, Shards = 2, Epochs = 4 };
        var whole = fixture.Create(recipe);
        LocalRun.Run(whole);
        var replica = fixture.Create(recipe);
        using var cancellation = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => LocalRun.Run(replica, new CancelAfter(2, cancellation), cancellation.Token));

        Assert.Equal((2, 6), (replica.Epoch, replica.Step));
        LocalRun.Run(replica);
        Assert.Equal(whole.StateDigest(), replica.StateDigest());
    }

    [Fact]
    public void Run_FiveHundredSteps_KeepsTheNumberOfTensors()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.MulticlassClassification, 100, validationRows: 20);
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        var before = statistics.ThreadTotalLiveCount;
        var recipe = RunCase.Recipe(EvaluationTask.MulticlassClassification) with { BatchRows = 10, Shards = 2, Epochs = 50, Optimizer = new OptimizerDefinition() };
        var model = NetworkBuilder.Build(Network, recipe.Task, RunCase.Inputs, 3, LabelScale.None, 1);
        using (var replica = TrainingReplica.Create(recipe, model, fixture.Train, fixture.Validation))
        {
            var live = new List<long>();
            LocalRun.Run(replica, new Watch(() => live.Add(statistics.ThreadTotalLiveCount)));

            Assert.Equal(500, replica.Step);
            Assert.Equal(50, live.Count);
            Assert.Single(live.Distinct());
        }

        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Create_ModelThatIsRefused_LeavesNoTensor()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 10);
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        var before = statistics.ThreadTotalLiveCount;

        Assert.Throws<OrleansML.Training.Onnx.OnnxTrainingException>(() => fixture.Create(
            RunCase.Recipe(EvaluationTask.Regression), RunCase.Network(EvaluationTask.MulticlassClassification)));

        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }

    private sealed class CancelAfter(int epochs, CancellationTokenSource cancellation) : IProgress<EpochDecision>
    {
        public void Report(EpochDecision value)
        {
            if (value.Epoch + 1 == epochs)
                cancellation.Cancel();
        }
    }

    private sealed class Watch(Action look) : IProgress<EpochDecision>
    {
        public void Report(EpochDecision value) => look();
    }
}
