using OrleansML.Cli.Data;
using OrleansML.Tensors;

namespace OrleansML.Cli.Predictions;

/// <summary>
/// Decides which columns of a table fill which input. Columns named by the user are taken in order. Otherwise an input of one element
/// per row takes the column of its name, one of several takes <c>name[0]</c>, <c>name[1]</c> ..., and a model's only input takes the
/// table's columns in order.
/// </summary>
internal sealed class InputMapper
{
    private readonly RowTable _table;
    private readonly List<string> _faults = [];

    private InputMapper(RowTable table) => _table = table;

    /// <summary>Maps columns to inputs.</summary>
    /// <param name="model">Name of the model, for messages.</param>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="table">The rows.</param>
    /// <param name="columns">Columns named by the user; empty for none.</param>
    /// <param name="notice">Told which columns were chosen when the table has more than are needed.</param>
    /// <exception cref="CliException">Lists every input that cannot be filled.</exception>
    public static IReadOnlyList<InputColumns> Map(
        string model, IReadOnlyList<ModelTensor> inputs, RowTable table, IReadOnlyList<string> columns, Action<string> notice)
    {
        var mapper = new InputMapper(table);
        var mapped = columns.Count > 0 ? mapper.MapNamed(inputs, columns)
            : inputs.Count == 1 ? [mapper.MapOnly(inputs[0], notice)]
            : inputs.Select(mapper.MapByName).ToArray();
        return mapper._faults.Count == 0 ? mapped : throw CliException.Of(
            $"'{table.Source}' does not fit model '{model}', which takes {string.Join(", ", inputs)}; "
            + $"the file has columns {string.Join(", ", table.Columns)}",
            mapper._faults);
    }

    private InputColumns[] MapNamed(IReadOnlyList<ModelTensor> inputs, IReadOnlyList<string> names)
    {
        var indexes = names.Select(One).ToArray();
        // A model's only input of open length takes whatever was named.
        if (inputs is [{ ElementsPerRow: -1 }])
            return [new InputColumns(inputs[0], indexes)];

        var expected = inputs.Sum(input => input.ElementsPerRow);
        if (expected != indexes.Length || inputs.Any(input => input.ElementsPerRow < 0))
        {
            _faults.Add($"--columns names {indexes.Length} columns, the model takes {expected}");
            return [];
        }

        var mapped = new InputColumns[inputs.Count];
        var taken = 0;
        for (var index = 0; index < mapped.Length; index++)
        {
            var count = (int)inputs[index].ElementsPerRow;
            mapped[index] = new InputColumns(inputs[index], indexes[taken..(taken + count)]);
            taken += count;
        }

        return mapped;
    }

    private InputColumns MapOnly(ModelTensor input, Action<string> notice)
    {
        if (input.ElementsPerRow == 1 && _table.Find(input.Name).Count > 0 || _table.Find($"{input.Name}[0]").Count > 0)
            return MapByName(input);

        int[] usable = input.Type is TensorType.String
            ? [.. Enumerable.Range(0, _table.Columns.Count)]
            : [.. Enumerable.Range(0, _table.Columns.Count).Where(column => _table.IsNumeric(column))];
        var wanted = input.ElementsPerRow < 0 ? usable.Length : input.ElementsPerRow;
        if (usable.Length < wanted)
        {
            _faults.Add(
                $"input '{input.Name}' takes {wanted} values per row, the file has {usable.Length} columns that hold {Kind(input)}");
            return new InputColumns(input, []);
        }

        var chosen = usable[..(int)wanted];
        if (chosen.Length < _table.Columns.Count)
        {
            var names = string.Join(", ", chosen.Select(column => _table.Columns[column]));
            notice($"Input '{input.Name}' is filled from {names}; name others with --columns.");
        }

        return new InputColumns(input, chosen);
    }

    private InputColumns MapByName(ModelTensor input)
    {
        if (input.ElementsPerRow == 1)
            return new InputColumns(input, [One(input.Name)]);

        if (input.ElementsPerRow < 0)
        {
            _faults.Add($"input '{input.Name}' has an open number of values per row: send it as JSON with --data FILE.json");
            return new InputColumns(input, []);
        }

        var elements = Enumerable.Range(0, (int)input.ElementsPerRow);
        return new InputColumns(input, [.. elements.Select(element => One($"{input.Name}[{element}]"))]);
    }

    private int One(string name)
    {
        var found = _table.Find(name);
        if (found.Count == 1)
            return found[0];

        _faults.Add(found.Count == 0 ? $"column '{name}' is missing" : $"column '{name}' occurs {found.Count} times");
        return 0;
    }

    private static string Kind(ModelTensor input) => input.Type is TensorType.String ? "text" : "numbers only";
}
