using OrleansML.Cli;
using OrleansML.Cli.Data;
using OrleansML.Cli.Predictions;
using OrleansML.Tensors;

namespace OrleansML.CliTests.Predictions;

public sealed class InputMapperTests
{
    private static readonly ModelTensor[] Titanic =
    [
        new("pclass", TensorType.Int64, [-1, 1]),
        new("sex", TensorType.String, [-1, 1]),
        new("age", TensorType.Float32, [-1, 1]),
    ];

    private readonly List<string> _notices = [];

    [Fact]
    public void Map_NamedInputs_TakesColumnsByNameInAnyOrderAndCase()
    {
        var mapped = Map(Titanic, ["Age", "pclass", "other", "sex"], ["22", "1", "x", "male"]);

        Assert.Equal([[1], [3], [0]], mapped.Select(input => input.Columns));
        Assert.Empty(_notices);
    }

    [Fact]
    public void Map_SeveralMissingAndDuplicateColumns_ListsAll()
    {
        var exception = Assert.Throws<CliException>(() => Map(Titanic, ["sex", "sex", "fare"], ["m", "m", "1"]));

        Assert.Equal(
            """
            'rows.csv' does not fit model 'm', which takes pclass (INT64 [-1,1]), sex (BYTES [-1,1]), age (FP32 [-1,1]); the file has columns sex, sex, fare:
              column 'pclass' is missing
              column 'sex' occurs 2 times
              column 'age' is missing
            """,
            exception.Message);
    }

    [Fact]
    public void Map_OneWideInput_TakesNumericColumnsInOrderAndTellsWhich()
    {
        var mapped = Map([new("features", TensorType.Float32, [-1, 2])], ["id", "amount", "hour", "label"], ["card-1", "12.5", "", "0"], ["card-2", "1", "3", "1"]);

        Assert.Equal([1, 2], mapped.Single().Columns);
        Assert.Equal(["Input 'features' is filled from amount, hour; name others with --columns."], _notices);
    }

    [Fact]
    public void Map_OneWideInputExactColumns_SaysNothing()
    {
        var mapped = Map([new("features", TensorType.Float32, [-1, 2])], ["a", "b"], ["1", "2"]);

        Assert.Equal([0, 1], mapped.Single().Columns);
        Assert.Empty(_notices);
    }

    [Fact]
    public void Map_OneWideInputTooFewColumns_NamesBothCounts()
    {
        var exception = Assert.Throws<CliException>(() => Map([new("features", TensorType.Float32, [-1, 3])], ["a", "b"], ["1", "x"]));

        Assert.EndsWith(": input 'features' takes 3 values per row, the file has 1 columns that hold numbers only", exception.Message);
    }

    [Fact]
    public void Map_ImageInput_CountsAllAxesButTheFirst()
    {
        var names = Enumerable.Range(0, 12).Select(index => $"p{index}").ToArray();

        var mapped = Map([new("image", TensorType.Float32, [-1, 3, 2, 2])], names, [.. names.Select(_ => "1")]);

        Assert.Equal(Enumerable.Range(0, 12), mapped.Single().Columns);
    }

    [Fact]
    public void Map_ColumnsNamedByUser_AreTakenInTheirOrder()
    {
        var mapped = Map([new("features", TensorType.Float32, [-1, 2])], ["a", "b", "c"], ["c", "a"], rows: [["1", "2", "3"]]);

        Assert.Equal([2, 0], mapped.Single().Columns);
    }

    [Fact]
    public void Map_WrongNumberOfNamedColumns_NamesBothCounts()
    {
        var exception = Assert.Throws<CliException>(() => Map(
            [new("features", TensorType.Float32, [-1, 3])], ["a", "b", "c"], ["c", "a"], rows: [["1", "2", "3"]]));

        Assert.EndsWith(": --columns names 2 columns, the model takes 3", exception.Message);
    }

    [Fact]
    public void Map_WideInputAmongSeveral_TakesNumberedColumns()
    {
        var mapped = Map(
            [new("Label", TensorType.String, [1, 1]), new("Features", TensorType.Float32, [1, 2])],
            ["Features[1]", "Label", "Features[0]"],
            ["1", "2", "0"]);

        Assert.Equal([[1], [2, 0]], mapped.Select(input => input.Columns));
    }

    private IReadOnlyList<InputColumns> Map(ModelTensor[] inputs, string[] header, params string[][] rows) => Map(inputs, header, [], rows);

    private IReadOnlyList<InputColumns> Map(ModelTensor[] inputs, string[] header, string[] columns, string[][] rows) =>
        InputMapper.Map("m", inputs, new RowTable("rows.csv", header, rows), columns, _notices.Add);
}
