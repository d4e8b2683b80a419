using OrleansML.Grains.Training;
using OrleansML.Training;

namespace OrleansML.UnitTests.Training;

public sealed class TrainingPlannerTests
{
    [Fact]
    public void Plan_AllStandAtOnePlace_NobodyNeedsAState()
    {
        var plan = TrainingPlanner.Plan([Worker(2, 30), Worker(0, 30)], shards: 5, Checkpoint(20), generation: 4);

        Assert.Equal((4L, 30L, (int?)null, (string?)null), (plan.Generation, plan.Position, plan.SourceSlot, plan.Checkpoint));
        Assert.Equal([(0, 0, 3), (2, 3, 2)], plan.Members.Select(static member => (member.Slot, member.FirstShard, member.Shards)));
    }

    [Fact]
    public void Plan_OneIsBehindAndOneIsNew_BothGetTheStateOfTheFurthest()
    {
        var plan = TrainingPlanner.Plan([Worker(0, 29), Worker(1, 30), Worker(2, 0)], shards: 3, Checkpoint(20), generation: 2);

        Assert.Equal((30L, (int?)1, (string?)null), (plan.Position, plan.SourceSlot, plan.Checkpoint));
    }

    [Fact]
    public void Plan_CheckpointIsFurther_AllGetIt()
    {
        var plan = TrainingPlanner.Plan([Worker(0, 0), Worker(1, 19)], shards: 2, Checkpoint(20), generation: 2);

        Assert.Equal((20L, (int?)null, "artifact-20"), (plan.Position, plan.SourceSlot, plan.Checkpoint));
    }

    [Fact]
    public void Plan_MoreWorkersThanShards_TheFirstOnesCompute()
    {
        var plan = TrainingPlanner.Plan([Worker(3, 0), Worker(1, 0), Worker(0, 0)], shards: 2, checkpoint: null, generation: 1);

        Assert.Equal([0, 1], plan.Members.Select(static member => member.Slot));
    }

    // With 10 steps an epoch, round 10 is the end of the first epoch, and round 21 that of the second.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 9)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    [InlineData(12, 11)]
    [InlineData(21, 20)]
    [InlineData(22, 20)]
    public void StepOf_Position_CountsStepsOnly(long position, long expected) => Assert.Equal(expected, TrainingPlanner.StepOf(position, stepsPerEpoch: 10));

    private static TrainingWorkerStatus Worker(int slot, long position) => new()
    {
        Slot = slot, Incarnation = Guid.NewGuid(), Silo = "127.0.0.1:1@1", Generation = 1, Phase = TrainingWorkerPhase.Ready, Position = position,
    };

    private static TrainingCheckpoint Checkpoint(long position) => new()
    {
        Generation = 1, Position = position, Step = position, Artifact = $"artifact-{position}", Digest = "d",
    };
}
