using System.Numerics;
using OrleansML.Cli.Data;
using OrleansML.Tensors;

namespace OrleansML.Cli.Predictions;

/// <summary>Turns text cells into the tensors of one request.</summary>
internal sealed class RowTensors
{
    private const int MostFaultsShown = 10;

    private readonly RowTable _table;
    private readonly int _first;
    private readonly int _count;
    private readonly List<string> _faults = [];

    private RowTensors(RowTable table, int first, int count)
    {
        _table = table;
        _first = first;
        _count = count;
    }

    /// <summary>Builds the inputs for a range of rows.</summary>
    /// <exception cref="CliException">Lists the cells that do not fit, the first ten of them.</exception>
    public static Tensor[] Build(RowTable table, IReadOnlyList<InputColumns> inputs, int first, int count)
    {
        var builder = new RowTensors(table, first, count);
        var tensors = inputs.Select(builder.Build).ToArray();
        if (builder._faults.Count == 0)
            return tensors;

        var more = builder._faults.Count - MostFaultsShown;
        IReadOnlyList<string> shown = more <= 0 ? builder._faults : [.. builder._faults.Take(MostFaultsShown), $"and {more} more"];
        throw CliException.Of($"'{table.Source}' has cells that do not fit", shown);
    }

    private Tensor Build(InputColumns input) => input.Input.Type switch
    {
        TensorType.Float32 => Numbers<float>(input, float.NaN),
        TensorType.Float64 => Numbers<double>(input, double.NaN),
        TensorType.Float16 => Numbers<Half>(input, Half.NaN),
        TensorType.Int64 => Numbers<long>(input),
        TensorType.Int32 => Numbers<int>(input),
        TensorType.Int16 => Numbers<short>(input),
        TensorType.Int8 => Numbers<sbyte>(input),
        TensorType.UInt64 => Numbers<ulong>(input),
        TensorType.UInt32 => Numbers<uint>(input),
        TensorType.UInt16 => Numbers<ushort>(input),
        TensorType.UInt8 => Numbers<byte>(input),
        TensorType.Bool => Truths(input),
        TensorType.String => Tensor.Create(input.Input.Name, Texts(input), Shape(input)),
        var type => throw new CliException(
            $"Input '{input.Input.Name}' is of type {type.ProtocolName()}, which has no text form: send it over HTTP as binary data."),
    };

    private Tensor Numbers<T>(InputColumns input, T? missing = null) where T : unmanaged, INumberBase<T>
    {
        var elements = new T[_count * input.Columns.Count];
        for (var index = 0; index < elements.Length; index++)
        {
            var cell = Cell(input, index);
            if (cell.Length == 0 && missing is { } value)
                elements[index] = value;
            else if (!Cells.TryParseNumber(cell, out elements[index]))
                AddFault(input, index);
        }

        return Tensor.Create(input.Input.Name, elements, Shape(input));
    }

    private Tensor Truths(InputColumns input)
    {
        var elements = new bool[_count * input.Columns.Count];
        for (var index = 0; index < elements.Length; index++)
        {
            if (!Cells.TryParseBool(Cell(input, index), out elements[index]))
                AddFault(input, index);
        }

        return Tensor.Create(input.Input.Name, elements, Shape(input));
    }

    private string[] Texts(InputColumns input)
    {
        var elements = new string[_count * input.Columns.Count];
        for (var index = 0; index < elements.Length; index++)
            elements[index] = Cell(input, index);
        return elements;
    }

    private string Cell(InputColumns input, int index) =>
        _table.Rows[_first + index / input.Columns.Count][input.Columns[index % input.Columns.Count]];

    private long[] Shape(InputColumns input) => input.Input.ShapeOf(_count, input.Columns.Count);

    private void AddFault(InputColumns input, int index)
    {
        var column = _table.Columns[input.Columns[index % input.Columns.Count]];
        var what = Cell(input, index) is { Length: > 0 } cell ? $"'{cell}'" : "empty";
        var row = _first + index / input.Columns.Count + 1;
        _faults.Add($"row {row}, column '{column}' is {what}; input '{input.Input.Name}' takes {input.Input.Type.ProtocolName()}");
    }
}
