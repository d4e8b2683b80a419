using OrleansML.Cli;
using OrleansML.Cli.Data;
using OrleansML.Cli.Predictions;
using OrleansML.Tensors;

namespace OrleansML.CliTests.Predictions;

public sealed class RowTensorsTests
{
    [Fact]
    public void Build_MixedTypes_FillsEachInputOfTheRange()
    {
        var table = new RowTable("rows.csv", ["n", "s", "x", "b"], [["9", "skip", "9", "0"], ["1.0", "é", "", "true"], ["-2", "", "1e-3", "0"]]);

        var tensors = RowTensors.Build(
            table,
            [
                new(new("n", TensorType.Int64, [-1, 1]), [0]),
                new(new("s", TensorType.String, [-1]), [1]),
                new(new("x", TensorType.Float32, [-1, 1]), [2]),
                new(new("b", TensorType.Bool, [-1, 1]), [3]),
            ],
            first: 1,
            count: 2);

        Assert.Equal([1L, -2L], tensors[0].AsSpan<long>().ToArray());
        Assert.Equal([2L, 1L], tensors[0].Shape);
        Assert.Equal(["é", ""], tensors[1].ToStrings());
        Assert.Equal([2L], tensors[1].Shape);
        Assert.Equal([float.NaN, 0.001f], tensors[2].AsSpan<float>().ToArray());
        Assert.Equal([true, false], tensors[3].AsSpan<bool>().ToArray());
    }

    [Fact]
    public void Build_ImageInput_KeepsTheAxes()
    {
        var table = new RowTable("rows.csv", ["a", "b", "c", "d"], [["1", "2", "3", "4"]]);

        var tensor = RowTensors.Build(table, [new(new("image", TensorType.Float64, [1, 1, 2, 2]), [0, 1, 2, 3])], 0, 1).Single();

        Assert.Equal([1L, 1L, 2L, 2L], tensor.Shape);
        Assert.Equal([1.0, 2.0, 3.0, 4.0], tensor.AsSpan<double>().ToArray());
    }

    [Fact]
    public void Build_OpenWidth_TakesItFromTheColumns()
    {
        var table = new RowTable("rows.csv", ["a", "b", "c"], [["1", "2", "3"]]);

        var tensor = RowTensors.Build(table, [new(new("x", TensorType.Float32, [-1, -1]), [0, 1, 2])], 0, 1).Single();

        Assert.Equal([1L, 3L], tensor.Shape);
    }

    [Fact]
    public void Build_CellsThatDoNotFit_ListsTheFirstTenAndCountsTheRest()
    {
        var rows = Enumerable.Range(0, 12).Select(index => new[] { index == 0 ? "" : "1.5" }).ToArray();

        var exception = Assert.Throws<CliException>(() =>
            RowTensors.Build(new RowTable("rows.csv", ["age"], rows), [new(new("years", TensorType.Int32, [-1, 1]), [0])], 0, 12));

        var lines = exception.Message.Split('\n');
        Assert.Equal("'rows.csv' has cells that do not fit:", lines[0]);
        Assert.Equal("  row 1, column 'age' is empty; input 'years' takes INT32", lines[1]);
        Assert.Equal("  row 2, column 'age' is '1.5'; input 'years' takes INT32", lines[2]);
        Assert.Equal("  and 2 more", lines[11]);
        Assert.Equal(12, lines.Length);
    }
}
