using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;
using OrleansML.Training.Runs;

namespace OrleansML.TrainingTests.Runs;

/// <summary>A saved replica goes on to the same bits, and nothing else is taken for one.</summary>
public class ReplicaCheckpointTests
{
    public static TheoryData<OptimizerDefinition> Optimizers =>
    [
        new OptimizerDefinition { Kind = OptimizerKind.Sgd, Momentum = 0.9 },
        new OptimizerDefinition { Kind = OptimizerKind.Sgd },
        new OptimizerDefinition { Kind = OptimizerKind.Adam, Schedule = LearningRateSchedule.Cosine },
        new OptimizerDefinition { Kind = OptimizerKind.Adamw, WeightDecay = 0.1 },
    ];

    // 50 rows are three steps; the saved ones lie in the first, the second and behind the last epoch.
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Restore_AtAnyStep_GoesOnToTheSameBits(OptimizerDefinition optimizer)
    {
        var recipe = Recipe() with { Optimizer = optimizer };
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 50, validationRows: 10);
        var whole = fixture.Create(recipe);
        LocalRun.Run(whole);
        foreach (var steps in new[] { 0, 1, 4, 9 })
        {
            var first = fixture.Create(recipe);
            Run(first, steps);
            using var saved = new MemoryStream();
            first.Save(saved);
            var second = fixture.Create(recipe);
            Run(second, 2);

            saved.Position = 0;
            second.Restore(saved);

            Assert.Equal(first.StateDigest(), second.StateDigest());
            Assert.Equal((first.Step, first.Epoch, first.ValidationLoss), (second.Step, second.Epoch, second.ValidationLoss));
            LocalRun.Run(second);
            Assert.Equal(whole.StateDigest(), second.StateDigest());
            Assert.Equal(whole.WriteBest(), second.WriteBest());
        }
    }

    [Fact]
    public void StateDigest_IsSha256OfWhatIsSaved()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 50);
        var replica = fixture.Create(Recipe());
        Run(replica, 2);
        using var saved = new MemoryStream();

        replica.Save(saved);

        Assert.Equal(System.Security.Cryptography.SHA256.HashData(saved.ToArray()), replica.StateDigest());
    }

    [Fact]
    public void Restore_OfSomethingElse_IsRefused()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 50);
        using var otherRows = new ReplicaFixture(EvaluationTask.Regression, 51);
        var otherModel = RunCase.Network(EvaluationTask.Regression);
        otherModel.Graph.Initializer[0].RawData = Google.Protobuf.ByteString.CopyFrom(new byte[48]);
        var replica = fixture.Create(Recipe());
        using var saved = new MemoryStream();
        replica.Save(saved);
        TrainingReplica[] others =
        [
            fixture.Create(Recipe() with { Seed = 8 }), fixture.Create(Recipe(), otherModel), otherRows.Create(Recipe()),
        ];

        foreach (var other in others)
        {
            saved.Position = 0;
            Assert.Equal(
                "The saved replica cannot be restored: it is of another model, recipe or rows.",
                Assert.Throws<InvalidDataException>(() => other.Restore(saved)).Message);
        }
    }

    [Fact]
    public void Restore_CutOffOrDamagedAnywhere_IsRefusedAndChangesNothing()
    {
        using var fixture = new ReplicaFixture(EvaluationTask.Regression, 50);
        var replica = fixture.Create(Recipe());
        Run(replica, 2);
        using var stream = new MemoryStream();
        replica.Save(stream);
        var saved = stream.ToArray();
        var target = fixture.Create(Recipe());
        var before = target.StateDigest();

        for (var index = 0; index < saved.Length; index++)
        {
            Assert.Throws<InvalidDataException>(() => target.Restore(new MemoryStream(saved[..index])));
            var damaged = saved.ToArray();
            damaged[index] ^= 1;
            Assert.Throws<InvalidDataException>(() => target.Restore(new MemoryStream(damaged)));
        }

        Assert.Equal(before, target.StateDigest());
        target.Restore(new MemoryStream(saved));
        Assert.Equal(replica.StateDigest(), target.StateDigest());
    }

    private static TrainingRecipe Recipe() => RunCase.Recipe(EvaluationTask.Regression) with { BatchRows = 20, Shards = 3, Epochs = 5 };

    private static void Run(TrainingReplica replica, int steps)
    {
        var workers = new WorkerSet(replica.Shards, replica);
        for (; steps > 0; steps--)
            workers.Step();
    }
}
