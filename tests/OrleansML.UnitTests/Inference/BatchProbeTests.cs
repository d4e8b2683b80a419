using OrleansML.Inference;
using OrleansML.Inference.Packages;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Inference;

public sealed class BatchProbeTests
{
    [Fact]
    public void RowsAreIndependent_EachRowComputedAlone_IsTrue() =>
        Assert.True(BatchProbe.RowsAreIndependent(ScriptedSession.ElementWise(value => value + 1, -1, 4)));

    [Fact]
    public void RowsAreIndependent_FixedFirstAxis_IsFalse() =>
        Assert.False(BatchProbe.RowsAreIndependent(ScriptedSession.ElementWise(value => value + 1, 1, 4)));

    [Fact]
    public void RowsAreIndependent_RunningSumOverTheFirstAxis_IsFalse()
    {
        var session = Session(given =>
        {
            var sums = given[0].AsSpan<float>().ToArray();
            for (var index = 4; index < sums.Length; index++)
                sums[index] += sums[index - 4];
            return Tensor.Create("y", sums, given[0].Shape);
        });

        Assert.False(BatchProbe.RowsAreIndependent(session));
    }

    [Fact]
    public void RowsAreIndependent_OutputWithoutRows_IsFalse() =>
        Assert.False(BatchProbe.RowsAreIndependent(Session(given => Tensor.Create("y", [given[0].AsSpan<float>()[0]], 1, 1))));

    [Fact]
    public void RowsAreIndependent_ModelRefusesMadeUpValues_IsFalse() =>
        Assert.False(BatchProbe.RowsAreIndependent(Session(_ => throw new OrleansMLException(ErrorCode.InvalidRequest, "index 7"))));

    private static ScriptedSession Session(Func<Tensor[], Tensor> compute) => new(
        [new TensorMetadata { Name = "x", Type = TensorType.Float32, Shape = [-1, 4] }],
        [new ModelOutput(new TensorMetadata { Name = "y", Type = TensorType.Float32, Shape = [-1, -1] }, PerRow: true)],
        given => [compute(given)]);
}
