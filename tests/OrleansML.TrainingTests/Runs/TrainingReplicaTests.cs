using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;
using OrleansML.Training.Runs;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.TrainingTests.Runs;

/// <summary>
/// Gradients, steps and decisions of a replica. Numbers without another explanation come from PyTorch 1.13 in double precision, by a script that
/// computes the network of <see cref="RunCase"/> from the same formulas.
/// </summary>
public class TrainingReplicaTests
{
    [Theory]
    [InlineData(EvaluationTask.Regression, 2.74346858, new[]
    {
        0.0976867676, -0.0610542297, -0.0122108459, 0.108604431, 0.103530884, 0.0984573364, 0.040263176, 0.275951385, 0.200263023, -0.0759944916,
        0.00464439392, -0.0185089111, -0.0976867676, 0.0882568359, 0.0300979614, 0.0267791748, 0.0732650757, 0.00255012512, 0.256633759, 0.185148239,
        0.428466797,
    })]
    [InlineData(EvaluationTask.BinaryClassification, 7.91859511, new[]
    {
        -0.0605322668, 0.0378326667, 0.00756653334, -0.206439857, -0.0751875123, 0.0560648321, -0.0311369977, -0.207728079, -0.191372559,
        0.0818760976, -0.00011945529, -0.0177994747, 0.0605322668, -0.182434284, -0.137295753, 0.0153424375, -0.0453992001, 0.0596247789,
        -0.221294018, -0.0160700943, 0.245479,
    })]
    [InlineData(EvaluationTask.MulticlassClassification, 12.6973096, new[]
    {
        -0.0598338128, 0.037396133, 0.0074792266, -0.0888768474, -0.0576812138, -0.0264855803, -0.3181561, -0.483475998, -0.426561192, -0.14871066,
        -0.0202850808, -0.0190063537, 0.0598338128, 0.0526165628, 0.155480192, 0.112450376, -0.0623482441, -0.0736118642, -0.309520733, -0.287987874,
        0.034945769, 0.0681215854, 0.183642435, 0.245491951, 0.0274024751, 0.00549027883, 0.125878298, 0.042495922, -1.70343755, 1.60766908,
        0.0957684643,
    })]
    public void ComputeShard_OneShard_GivesGradientOfTheSumOfLosses(EvaluationTask task, double loss, double[] gradient)
    {
        using var fixture = new ReplicaFixture(task, 7);
        var replica = fixture.Create(RunCase.Recipe(task));
        var vector = new float[replica.VectorLength];

        // Twice: the gradients of the first time must not add to those of the second.
        replica.ComputeShard(0, 0, vector);
        var tally = replica.ComputeShard(0, 0, vector);

        AssertClose([.. gradient, 11.5, loss, 7], vector, 2e-6);
        Assert.Equal(RowTally.OfAll(7), tally);
    }

    // Class weights 0.5, 1 and 3.
    [Fact]
    public void ComputeShard_ClassWeights_MultiplyThoseOfRows()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.MulticlassClassification, 7);
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.MulticlassClassification) with { ClassWeights = [0.5, 1, 3] });
        var vector = new float[replica.VectorLength];

        replica.ComputeShard(0, 0, vector);

        AssertClose(
            [
                -0.0299169064, 0.0186980665, 0.0037396133, -0.0733174561, -0.00826843359, 0.0567805889, -1.21592089, -1.14760329, -0.968168341,
                -0.103234363, 0.0104296329, 0.0605202022, 0.0299169064, -0.528622623, 1.28556049, -0.498705717, -0.0311741221, 0.201124794,
                -0.135424522, 0.278543219, 0.0174728845, 0.183153623, 0.112646741, 0.416412506, 0.0137012376, -0.384278418, 0.0227777812,
                -0.694955725, 2.43866775, 3.10195597, -5.54062372, 15.75, 17.724736, 7,
            ],
            vector, 1e-6);
    }

    public static TheoryData<OptimizerDefinition, double, double[]> FiftySteps => new()
    {
        {
            new OptimizerDefinition { Kind = OptimizerKind.Sgd, LearningRate = 0.1, Momentum = 0.5, WeightDecay = 0.01 }, 0.21358116,
            [
                -0.114678148, 0.229937126, -0.179140458, 0.087078897, -0.16500059, 0.0977461121, -0.371966394, -0.0436241978, 0.245328698,
                -0.0548681056, 0.231182769, -0.114258302, -0.0552976655, -0.00909161299, -0.0247497938, 0.116524979, -0.17425081, -0.157366591,
                0.256656316, -0.084961932, 0.0517895461,
            ]
        },
        {
            new OptimizerDefinition { Kind = OptimizerKind.Adam, LearningRate = 0.02, WeightDecay = 0.01 }, 0.181713132,
            [
                -0.220786732, 0.644748832, -0.169956213, -0.00363212147, 0.0269651115, -0.0276348755, -0.918304464, 0.0275255845, 0.314850073,
                -0.225443472, 0.282637207, 0.0357169932, 0.153903611, -0.040528666, -0.222329817, 0.0326459868, -0.686106687, 0.0220196695,
                1.02083864, -0.324633448, 0.117137865,
            ]
        },
        {
            new OptimizerDefinition { Kind = OptimizerKind.Adamw, LearningRate = 0.02, WeightDecay = 0.1 }, 0.171335348,
            [
                -0.354032934, 0.707047487, -0.168154928, -0.1723509, -0.02851087, 0.71455057, -1.16695123, 0.0720497262, 0.336734231, -0.326902634,
                0.47060953, -0.25402183, 0.35686243, -0.0381085368, -0.291559478, 0.178095547, -0.651028281, -0.415919821, 1.1376632, -0.429352308,
                0.320069748,
            ]
        },
        {
            new OptimizerDefinition { Kind = OptimizerKind.Sgd, LearningRate = 0.5, ClipNorm = 0.25 }, 0.199130928,
            [
                -0.124739656, 0.397901006, -0.205328855, 0.0484440139, -0.137320184, 0.137981476, -0.541962859, -0.0469717032, 0.306756393,
                -0.0118875451, 0.380987159, -0.149171921, 0.00106538846, -0.0672585636, -0.058817782, 0.191331413, -0.360077374, -0.1432509,
                0.478274607, -0.335650022, 0.103876071,
            ]
        },
        {
            new OptimizerDefinition { Kind = OptimizerKind.Sgd, LearningRate = 0.1, Schedule = LearningRateSchedule.Cosine, WarmUpSteps = 10 },
            0.218574564,
            [
                -0.125906067, 0.202093028, -0.190436032, 0.119289228, -0.225323305, 0.0772641424, -0.338670551, -0.00768572759, 0.300328059,
                -0.0653014969, 0.243484321, -0.124331421, -0.109457339, 0.0315150631, -0.0429863148, 0.123277499, -0.137821201, -0.220210207,
                0.206671474, 0.0223324121, 0.0379990118,
            ]
        },
    };

    // Twenty rows in one step per epoch, in three shards.
    [Theory]
    [MemberData(nameof(FiftySteps))]
    public void Apply_FiftySteps_EqualsTorch(OptimizerDefinition optimizer, double loss, double[] weights)
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 20);
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.Regression) with { Optimizer = optimizer, Shards = 3 });

        LocalRun.Run(replica);

        Assert.Equal(50, replica.Step);
        Assert.Equal(loss, replica.LastTrainingLoss, loss * 1e-5);
        AssertClose(weights, [.. RunCase.WeightsOf(replica.WriteBest()).Select(weight => (float)weight)], 1e-5);
    }

    [Fact]
    public void ComputeShard_FewerRowsThanShards_GivesZeros()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 2);
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.Regression) with { Shards = 4 });
        var vector = RunCase.Numbers(replica.VectorLength, _ => 7);

        var tally = replica.ComputeShard(0, 0, vector);

        Assert.Equal(default, tally);
        Assert.All(vector, number => Assert.Equal(0, number));
    }

    [Fact]
    public void Apply_RowsThatWeighNothing_ChangeNothing()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 5);
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.Regression));

        replica.Apply(new float[replica.VectorLength]);

        Assert.Equal(RunCase.WeightsOf(RunCase.Network(EvaluationTask.Regression)), RunCase.WeightsOf(replica.WriteBest()));
        Assert.Equal(double.NaN, replica.LastTrainingLoss);
    }

    [Theory]
    [InlineData(0, float.NaN, "a gradient is not a finite number")]
    [InlineData(5, float.PositiveInfinity, "a gradient is not a finite number")]
    [InlineData(22, float.PositiveInfinity, "the loss is Infinity")]
    public void Apply_NotFinite_IsRefusedBeforeAnythingChanges(int index, float value, string what)
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 5);
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.Regression));
        var before = replica.StateDigest();
        var sum = new float[replica.VectorLength];
        replica.ComputeShard(0, 0, sum);
        sum[index] = value;

        var error = Assert.Throws<TrainingDivergedException>(() => replica.Apply(sum));

        Assert.StartsWith($"Training diverged at step 0: {what}. Lower the learning rate", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, replica.StateDigest());
    }

    [Fact]
    public void Run_FarTooHighLearningRate_Diverges()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 20);
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.Regression) with { Optimizer = RunCase.Sgd(10), LabelScale = null, Epochs = 10_000 });

        var error = Assert.Throws<TrainingDivergedException>(() => LocalRun.Run(replica));

        Assert.Equal(replica.Step, error.Step);
        Assert.All(RunCase.WeightsOf(replica.WriteBest()), weight => Assert.True(double.IsFinite(weight)));
    }

    // The validation losses are given, so that what is decided from them can be told by hand.
    [Fact]
    public void EndEpoch_LossesThatGetWorse_EndsAfterPatienceWithTheBestWeights()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 5, validationRows: 4);
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.Regression) with { Patience = 2 });
        var decisions = new List<EpochDecision>();
        var written = new List<double[]>();
        foreach (var loss in new[] { 8.0, 6, 7, 5, 5, 9 })
        {
            Step(replica);
            decisions.Add(replica.EndEpoch([2, loss, 4]));
            written.Add(RunCase.WeightsOf(replica.WriteBest()));
        }

        Assert.Equal([4.0, 3, 3.5, 2.5, 2.5, 4.5], decisions.Select(decision => decision.ValidationLoss!.Value));
        Assert.Equal([true, true, false, true, false, false], decisions.Select(decision => decision.IsBest));
        Assert.Equal([true, true, true, true, true, false], decisions.Select(decision => decision.GoesOn));
        Assert.Equal([0, 1, 2, 3, 4, 5], decisions.Select(decision => decision.Epoch));
        Assert.Equal(2.5, replica.BestValidationLoss);
        Assert.NotEqual(written[0], written[1]);
        Assert.Equal(written[1], written[2]);
        Assert.Equal(written[3], written[5]);
        Assert.True(replica.HasEnded);
        Assert.Throws<InvalidOperationException>(() => replica.EndEpoch([2, 1, 4]));
        Assert.Throws<InvalidOperationException>(() => Step(replica));
    }

    // The loss of the validation rows, which are the training rows here, is that of the weights before a step.
    [Fact]
    public void EvaluateShard_RowsOfTraining_GivesTheLossOfAStepWithoutLearning()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.MulticlassClassification, 7, validationRows: 7);
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.MulticlassClassification) with { Shards = 3 });
        var (total, sums) = (new double[3], new double[3]);
        for (var shard = 0; shard < 3; shard++)
        {
            replica.EvaluateShard(shard, sums);
            for (var index = 0; index < 3; index++)
                total[index] += sums[index];
        }

        Assert.Equal(11.5, total[0]);
        Assert.Equal(12.6973096, total[1], 1e-5);
        Assert.Equal(7, total[2]);
    }

    [Fact]
    public void Calls_OutOfTurn_AreRefused()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 5, validationRows: 4);
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.Regression) with { BatchRows = 3 });
        var vector = new float[replica.VectorLength];

        Assert.Equal("Epoch 0 has 2 steps left.", Assert.Throws<InvalidOperationException>(() => replica.EndEpoch([2, 1, 4])).Message);
        Assert.Equal(
            "Step 1 cannot be computed: the weights are those of step 0.",
            Assert.Throws<InvalidOperationException>(() => replica.ComputeShard(1, 0, vector)).Message);
        Step(replica);
        Step(replica);
        Assert.True(replica.IsEpochComplete);
        Assert.Equal(
            "All steps of epoch 0 were made; end it first.", Assert.Throws<InvalidOperationException>(() => replica.Apply(vector)).Message);
        Assert.StartsWith(
            "The sums are of 3 rows; there are 4 for validation.", Assert.Throws<ArgumentException>(() => replica.EndEpoch([2, 1, 3])).Message,
            StringComparison.Ordinal);
        Assert.Throws<TrainingDivergedException>(() => replica.EndEpoch([2, double.NaN, 4]));
        Assert.Throws<ArgumentException>(() => replica.ComputeShard(2, 0, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => replica.EvaluateShard(1, new double[3]));
    }

    [Fact]
    public void ComputeShard_LabelThatIsNoClass_NamesTheRow()
    {
        using var fixture = new ReplicaFixture(3, RunCase.Features(300), RunCase.Numbers(300, i => i == 270 ? 2 : 1));
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.BinaryClassification));

        var error = Assert.Throws<InvalidDataException>(() => replica.ComputeShard(0, 0, new float[replica.VectorLength]));

        Assert.Equal("The label of row 270 is 2; with 2 classes, whole numbers from 0 to 1 are allowed.", error.Message);
    }

    [Fact]
    public void Create_Frozen_KeepsThoseWeights()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 5);
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.Regression) with { Frozen = ["hidden.*"], Epochs = 2 });
        LocalRun.Run(replica);

        var (before, after) = (RunCase.Network(EvaluationTask.Regression).Graph.Initializer, replica.WriteBest().Graph.Initializer);

        Assert.Equal(5 + TrainingReplica.TailLength, replica.VectorLength);
        Assert.Equal([true, true, false, false], before.Zip(after, (first, second) => first.Equals(second)));
    }

    // By hand: four rows have means 2 and 4 and unbiased variances 16/3; a tenth of the way from 1 and from 2 to those is the change.
    [Fact]
    public void ComputeShard_RunningStatistics_GivesTheirChangeAndLeavesThem()
    {
        using var fixture = NormalizationRows();
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.Regression) with { Optimizer = RunCase.Sgd(1e-9) }, Normalization());
        var sum = new float[replica.VectorLength];

        replica.ComputeShard(0, 0, sum);
        replica.ComputeShard(0, 0, sum);

        AssertClose([0.1, 0.3, 1 / 3.0, 1 / 3.0], sum[4..8], 1e-6);
        replica.Apply(sum);
        var written = replica.WriteBest().Graph.Initializer;
        AssertClose([1.1, 1.3], OnnxTensor.ToArray<float>(written[2]), 1e-6);
        AssertClose([7 / 3.0, 7 / 3.0], OnnxTensor.ToArray<float>(written[3]), 1e-6);
    }

    // The mean of the means of two shards of two rows is the mean of all four; of four shards of one row each, none has a variance.
    [Theory]
    [InlineData(2, 0.1, 0.3)]
    [InlineData(4, 0, 0)]
    public void ComputeShard_RunningStatisticsOfShards_AddUpToTheMeanChange(int shards, double first, double second)
    {
        using var fixture = NormalizationRows();
        var replica = fixture.Create(RunCase.Recipe(EvaluationTask.Regression) with { Shards = shards }, Normalization());
        var sum = new float[replica.VectorLength];

        new GradientTree(shards).SumNode((0, shards), (shard, vector) => replica.ComputeShard(0, shard, vector), sum);

        AssertClose([first, second], sum[4..6], 1e-6);
    }

    private static ReplicaFixture NormalizationRows() => new(2, [0, 2, 4, 6, 0, 2, 4, 6], [1, 1, 1, 1]);

    private static ModelProto Normalization() => new OnnxGraphBuilder("normalization", 15).Input("features", DataType.Float, "N", 2)
        .Initializer<float>("scale", [1, 1], 2).Initializer<float>("shift", [0, 0], 2)
        .Initializer<float>("mean", [1, 1], 2).Initializer<float>("variance", [2, 2], 2).Initializer<long>("axes", [1], 1)
        .Node("BatchNormalization", ["features", "scale", "shift", "mean", "variance"], ["normal"])
        .Node("ReduceSum", ["normal", "axes"], ["y"])
        .Output("y", DataType.Float, "N", 1).Build();

    private static void Step(TrainingReplica replica)
    {
        var sum = new float[replica.VectorLength];
        new GradientTree(replica.Shards).SumNode((0, replica.Shards), (shard, vector) => replica.ComputeShard(replica.Step, shard, vector), sum);
        replica.Apply(sum);
    }

    private static void AssertClose(double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var index = 0; index < expected.Length; index++)
        {
            Assert.True(
                Math.Abs(expected[index] - actual[index]) <= tolerance * Math.Max(0.1, Math.Abs(expected[index])),
                $"element {index} is {actual[index]:R}, not {expected[index]:R}");
        }
    }
}
