using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using OrleansML.Training.Runs;

namespace OrleansML.TrainingTests.Runs;

/// <summary>Rows come out of a file as they went in, and a file that is not whole is refused.</summary>
public sealed class TrainingRowsTests : IDisposable
{
    private const string Preprocessing =
        """
        amounts:
          type: float
          columns:
            - { column: a, missing: nan, steps: [ { cast: { to: double, unparsable: missing } } ] }
            - { column: b, steps: [ { cast: { to: double } } ] }
        bands:
          type: int64
          columns:
            - { column: c, steps: [ { cast: { to: long } } ] }
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Gather_RowsInAnyOrder_GivesTheirElementsLabelsAndWeights()
    {
        using var rows = TrainingRows.Open(WriteMixed("rows", [3]));
        using var batch = new TrainingBatch(rows.Inputs, 4);
        using var scope = torch.NewDisposeScope();

        rows.Gather([2, 0], batch);

        Assert.Equal(3, rows.Count);
        Assert.Equal([new("amounts", PreprocessedType.Float, 2), new("bands", PreprocessedType.Int64, 1)], rows.Inputs);
        Assert.Equal([2L, 2], batch.Input(0).shape);
        Assert.Equal([2.5f, 21, 0.5f, 1], batch.Input(0).data<float>().ToArray());
        Assert.Equal([1L << 41, 1L << 40], batch.Input(1).data<long>().ToArray().Select(number => number));
        Assert.Equal([20f, 0], batch.Labels.ToArray());
        Assert.Equal([3f, 1], batch.Weights.ToArray());
        Assert.Equal(4, batch.WeightSum);
    }

    [Fact]
    public void Append_OtherBlocks_GivesTheSameBytes()
    {
        var (whole, parts) = (File.ReadAllBytes(WriteMixed("whole", [3])), File.ReadAllBytes(WriteMixed("parts", [1, 2])));

        Assert.Equal(whole, parts);

        // Head: 48 bytes, 12 and 7 for "amounts", 12 and 5 for "bands", up to a multiple of 8. Rows: 2 * 4 + 8 + 4 + 4 bytes.
        Assert.Equal(88 + 3 * 24, whole.Length);
    }

    [Fact]
    public void Fingerprint_OneElementChanged_Differs()
    {
        float[] features = [1, 2, 3];
        using var rows = RunCase.Rows(_directory, 1, features, [0, 0, 0], [1, 1, 1]);
        using var others = RunCase.Rows(_directory, 1, features, [0, 0, 1], [1, 1, 1]);

        Assert.False(rows.Fingerprint.Span.SequenceEqual(others.Fingerprint.Span));
    }

    [Fact]
    public void Open_NoRows_HasNone()
    {
        using var rows = RunCase.Rows(_directory, 2, [], [], []);

        Assert.Equal(0, rows.Count);
    }

    [Theory]
    [InlineData(0, "it ends within its head")]
    [InlineData(60, "it ends within its head")]
    [InlineData(159, "3 rows need 160 bytes, it has 159")]
    [InlineData(161, "3 rows need 160 bytes, it has 161")]
    public void Open_CutOffOrLonger_IsRefused(int length, string reason)
    {
        var path = WriteMixed("rows", [3]);
        using (var file = File.OpenWrite(path))
            file.SetLength(length);

        var error = Assert.Throws<InvalidDataException>(() => TrainingRows.Open(path));

        Assert.Equal($"File '{path}' cannot be used: {reason}.", error.Message);
    }

    [Theory]
    [InlineData(0, 1, "it does not begin as a file of training rows does")]
    [InlineData(8, 2, "it has version 2; version 1 is understood")]
    [InlineData(16, 25, "the sizes in its head contradict each other")]
    [InlineData(20, 0, "it has 0 inputs; 1 to 10000 are allowed")]
    [InlineData(48, 9, "an input has type 9, width 2 and a name of 7 bytes")]
    public void Open_HeadThatIsWrong_IsRefused(int place, byte value, string reason)
    {
        var path = WriteMixed("rows", [3]);
        var bytes = File.ReadAllBytes(path);
        bytes[place] = value;
        File.WriteAllBytes(path, bytes);

        Assert.Equal($"File '{path}' cannot be used: {reason}.", Assert.Throws<InvalidDataException>(() => TrainingRows.Open(path)).Message);
    }

    [Fact]
    public void Open_WriterNotCompleted_IsRefused()
    {
        var path = _directory.File("rows");
        using (var file = File.Create(path))
            new TrainingRowsWriter(file, [new TrainingRowInput("x", PreprocessedType.Float, 1)]).Append([1f], [1f], [1f]);

        Assert.Equal(
            $"File '{path}' cannot be used: its writer was not completed.", Assert.Throws<InvalidDataException>(() => TrainingRows.Open(path)).Message);
    }

    [Theory]
    [InlineData(float.NaN, 1, 1, "Input 'x' of row 1 has NaN as element 0; a finite number is needed.")]
    [InlineData(1, float.PositiveInfinity, 1, "The label of row 1 is Infinity; a finite number is needed.")]
    [InlineData(1, 1, -1, "The weight of row 1 is -1; a finite number, 0 or more, is needed.")]
    public void Append_ValueThatCannotBeLearnedFrom_NamesTheRowAndWritesNothing(float feature, float label, float weight, string message)
    {
        using var destination = new MemoryStream();
        var writer = new TrainingRowsWriter(destination, [new TrainingRowInput("x", PreprocessedType.Float, 1)]);
        writer.Append([1f], [1f], [1f]);
        var length = destination.Length;

        var error = Assert.Throws<InvalidDataException>(() => writer.Append([feature], [label], [weight]));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(length, destination.Length);
    }

    [Fact]
    public void Writer_WrongUse_IsRefused()
    {
        TrainingRowInput input = new("x", PreprocessedType.Float, 2);
        using var destination = new MemoryStream();
        var writer = new TrainingRowsWriter(destination, [input]);

        Assert.Throws<ArgumentException>(() => new TrainingRowsWriter(destination, []));
        Assert.Throws<ArgumentException>(() => new TrainingRowsWriter(destination, [input, input]));
        Assert.Throws<ArgumentException>(() => new TrainingRowsWriter(destination, [input with { Type = PreprocessedType.String }]));
        Assert.Throws<ArgumentException>(() => new TrainingRowsWriter(destination, [input with { Width = 0 }]));
        Assert.Throws<ArgumentException>(() => writer.Append([1f, 2], [1f], []));
        Assert.Throws<ArgumentException>(() => writer.Append([1f], [1f], [1f]));
        writer.Complete();
        Assert.Throws<InvalidOperationException>(writer.Complete);
    }

    [Fact]
    public void Gather_WrongUse_IsRefused()
    {
        var rows = TrainingRows.Open(WriteMixed("rows", [3]));
        using var batch = new TrainingBatch(rows.Inputs, 1);
        using var other = new TrainingBatch([new TrainingRowInput("x", PreprocessedType.Float, 1)], 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Gather([3], batch));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Gather([-1], batch));
        Assert.Throws<ArgumentException>(() => rows.Gather([0, 1], batch));
        Assert.Throws<ArgumentException>(() => rows.Gather([0], other));
        rows.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rows.Gather([0], batch));
    }

    // Row i: amounts i + 0.5 and 10 i + 1, band 2^40 (1 + i / 2), label 10 i, weight i + 1.
    private string WriteMixed(string name, int[] blocks)
    {
        var plan = PreprocessingPlan.Read(Preprocessing);
        var output = new PreprocessingOutput(plan);
        var path = _directory.File(name);
        using var file = File.Create(path);
        var writer = new TrainingRowsWriter(file, plan);
        var first = 0;
        foreach (var block in blocks)
        {
            var rows = Enumerable.Range(first, block).ToList();
            plan.Run(
                [.. rows.SelectMany(i => new[] { FeatureValue.Of(i + 0.5), FeatureValue.Of(10.0 * i + 1), FeatureValue.Of((1L << 40) + (long)i * (1L << 39)) })],
                block, output);
            writer.Append(output, [.. rows.Select(i => 10f * i)], [.. rows.Select(i => i + 1f)]);
            first += block;
        }

        writer.Complete();
        return path;
    }
}
