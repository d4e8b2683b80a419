using OrleansML.Inference;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Scoring;

public sealed class BulkModelTests
{
    [Fact]
    public void Run_NoBadRow_ComputesAllRowsAtOnce()
    {
        var (session, scored, refused) = Run([1, 2, 3], badFrom: 100);

        Assert.Equal([(0, 3, "2 4 6")], scored);
        Assert.Empty(refused);
        Assert.Equal([3], session.Batches);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public void Run_OneRowIsRefused_ComputesEachOtherRowOnce(int bad)
    {
        float[] values = [1, 2, 3, 4, 5, 6, 7];
        values[bad] = 1_000;

        var (session, scored, refused) = Run(values, badFrom: 100);

        Assert.Equal([(bad, "The engine refuses 1000.")], refused);
        Assert.Equal(
            values.Where((_, row) => row != bad).Select(static value => value * 2),
            scored.OrderBy(static part => part.First).SelectMany(static part => part.Values.Split(' ')).Select(float.Parse));

        // Halving seven rows meets the bad one at most four times.
        Assert.InRange(session.Batches.Count, 4, 7);
    }

    [Fact]
    public void Run_ValueOutOfTheManifestsRange_IsRefusedWithoutTheEngine()
    {
        var (session, scored, refused) = Run([1, -5, 3], badFrom: 100);

        Assert.Equal([(1, "The request does not fit model 'm' version 1: Input 'x' has -5 at element 0; the manifest allows 0 to 5000.")], refused);
        Assert.Equal([(0, 1, "2"), (2, 1, "6")], scored);
        Assert.Equal([1, 1], session.Batches);
    }

    [Fact]
    public void Run_RowsAreNotIndependent_ComputesThemOneByOne()
    {
        var (session, scored, _) = Run([1, 2], badFrom: 100, batchRows: 1);

        Assert.Equal([(0, 1, "2"), (1, 1, "4")], scored);
        Assert.Equal([1, 1], session.Batches);
    }

    [Fact]
    public void Slice_OfTexts_TakesWholeTexts()
    {
        var tensor = Tensor.Create("t", ["a", "", "ccc", "dd", "e", "f"], 3, 2);

        var slice = TensorRows.Slice(tensor, first: 1, count: 2);

        Assert.Equal(["ccc", "dd", "e", "f"], slice.ToStrings());
        Assert.Equal([2, 2], slice.Shape);
    }

    private static (DoublingSession Session, List<(int First, int Count, string Values)> Scored, List<(int Row, string Reason)> Refused) Run(
        float[] values, float badFrom, int batchRows = 64)
    {
        var session = new DoublingSession(badFrom);
        var description = new ModelDescription
        {
            Platform = "onnx_onnxruntime",
            Inputs = [new TensorMetadata { Name = "x", Type = TensorType.Float32, Shape = [-1, 1], Minimum = 0, Maximum = 5_000 }],
            Outputs = [.. session.Outputs.Select(static output => output.Metadata)],
            Pool = "cpu",
            Replicas = 1,
            MaximumBatchRows = batchRows,
            MaximumBatchDelay = TimeSpan.Zero,
            EstimatedBytes = 1,
        };
        using var model = new BulkModel(new ModelId("m", 1), description, session);
        var scored = new List<(int, int, string)>();
        var refused = new List<(int, string)>();
        model.Run(
            [Tensor.Create("x", values, values.Length, 1)],
            values.Length,
            ["y"],
            (first, count, outputs) => scored.Add((first, count, string.Join(' ', outputs[0]!.AsSpan<float>().ToArray()))),
            (row, reason) => refused.Add((row, reason)));
        return (session, scored, refused);
    }
}
