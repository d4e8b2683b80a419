using OrleansML.Cli.Data;

namespace OrleansML.Cli.Predictions;

/// <summary>Inputs given on the command line as <c>name=value,value,...</c>, turned into a table of rows.</summary>
internal static class InlineInputs
{
    /// <summary>Reads the arguments; several values of an input fill one row, then the next.</summary>
    /// <exception cref="CliException">Lists every argument that does not fit the model.</exception>
    public static (RowTable Table, IReadOnlyList<InputColumns> Inputs) Read(
        string model, IReadOnlyList<ModelTensor> inputs, IReadOnlyList<string> arguments)
    {
        var faults = new List<string>();
        var values = Split(arguments, faults);
        foreach (var name in values.Keys.Where(name => inputs.All(input => input.Name != name)))
            faults.Add($"the model has no input '{name}'");
        foreach (var input in inputs.Where(input => !values.ContainsKey(input.Name)))
            faults.Add($"input '{input.Name}' is missing");
        if (faults.Count == 0)
            CheckCounts(inputs, values, faults);
        if (faults.Count > 0)
        {
            throw CliException.Of(
                $"--input does not fit model '{model}', which takes {string.Join(", ", inputs)}", faults, ExitCodes.Usage);
        }

        return Arrange(inputs, values);
    }

    private static Dictionary<string, string[]> Split(IReadOnlyList<string> arguments, List<string> faults)
    {
        var values = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            var sign = argument.IndexOf('=');
            if (sign <= 0)
                faults.Add($"'{argument}' is not of the form name=value,value");
            else if (!values.TryAdd(argument[..sign], argument[(sign + 1)..].Split(',')))
                faults.Add($"input '{argument[..sign]}' is given twice");
        }

        return values;
    }

    private static void CheckCounts(IReadOnlyList<ModelTensor> inputs, Dictionary<string, string[]> values, List<string> faults)
    {
        foreach (var input in inputs)
        {
            var count = values[input.Name].Length;
            if (input.ElementsPerRow > 0 && count % input.ElementsPerRow != 0)
                faults.Add($"input '{input.Name}' takes {input.ElementsPerRow} values per row, {count} are given");
        }

        var rows = inputs.Select(input => RowsOf(input, values[input.Name])).Distinct().ToArray();
        if (faults.Count == 0 && rows.Length > 1)
        {
            var counts = inputs.Select(input => $"{input.Name} for {RowsOf(input, values[input.Name])}");
            faults.Add($"the inputs are given for different numbers of rows: {string.Join(", ", counts)}");
        }
    }

    private static int RowsOf(ModelTensor input, string[] values) =>
        input.ElementsPerRow > 0 ? (int)(values.Length / input.ElementsPerRow) : 1;

    private static (RowTable Table, IReadOnlyList<InputColumns> Inputs) Arrange(
        IReadOnlyList<ModelTensor> inputs, Dictionary<string, string[]> values)
    {
        var columns = new List<string>();
        var mapped = new List<InputColumns>();
        foreach (var input in inputs)
        {
            var width = values[input.Name].Length / RowsOf(input, values[input.Name]);
            mapped.Add(new InputColumns(input, [.. Enumerable.Range(columns.Count, width)]));
            columns.AddRange(Enumerable.Range(0, width).Select(element => width == 1 ? input.Name : $"{input.Name}[{element}]"));
        }

        var rows = new string[RowsOf(inputs[0], values[inputs[0].Name])][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = [.. mapped.SelectMany(input =>
                values[input.Input.Name].AsSpan(row * input.Columns.Count, input.Columns.Count).ToArray())];
        }

        return (new RowTable("--input", columns, rows), mapped);
    }
}
