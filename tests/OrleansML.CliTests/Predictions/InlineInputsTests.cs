using OrleansML.Cli;
using OrleansML.Cli.Predictions;
using OrleansML.Tensors;

namespace OrleansML.CliTests.Predictions;

public sealed class InlineInputsTests
{
    private static readonly ModelTensor[] Inputs = [new("x", TensorType.Float32, [-1, 2]), new("s", TensorType.String, [-1, 1])];

    [Fact]
    public void Read_TwoRows_FillsRowAfterRow()
    {
        var (table, inputs) = InlineInputs.Read("m", Inputs, ["s=a,b", "x=1,2,3,4"]);
        var tensors = RowTensors.Build(table, inputs, 0, table.Rows.Count);

        Assert.Equal(2, table.Rows.Count);
        Assert.Equal([1f, 2f, 3f, 4f], tensors[0].AsSpan<float>().ToArray());
        Assert.Equal(["a", "b"], tensors[1].ToStrings());
    }

    [Fact]
    public void Read_WrongNames_ListsAll()
    {
        var exception = Assert.Throws<CliException>(() => InlineInputs.Read("m", Inputs, ["y=1", "nonsense"]));

        Assert.Equal(2, exception.ExitCode);
        Assert.Equal(
            """
            --input does not fit model 'm', which takes x (FP32 [-1,2]), s (BYTES [-1,1]):
              'nonsense' is not of the form name=value,value
              the model has no input 'y'
              input 'x' is missing
              input 's' is missing
            """,
            exception.Message);
    }

    [Theory]
    [InlineData("x=1,2,3", "s=a", "input 'x' takes 2 values per row, 3 are given")]
    [InlineData("x=1,2,3,4", "s=a", "the inputs are given for different numbers of rows: x for 2, s for 1")]
    public void Read_WrongCounts_SaysWhich(string x, string s, string expected)
    {
        var exception = Assert.Throws<CliException>(() => InlineInputs.Read("m", Inputs, [x, s]));

        Assert.EndsWith($": {expected}", exception.Message);
    }
}
