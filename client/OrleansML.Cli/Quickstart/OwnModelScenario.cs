using System.Globalization;
using OrleansML.Cli.Data;
using OrleansML.Cli.Http;
using OrleansML.Cli.Predictions;
using OrleansML.Models;

namespace OrleansML.Cli.Quickstart;

/// <summary>The user's model and the user's rows.</summary>
internal sealed class OwnModelScenario(string modelPath, RowTable rows, IReadOnlyList<string> columns, Action<string> notice) : Scenario
{
    private const int RowsShown = 5;
    private const int ColumnsShown = 5;

    /// <summary>The file's name, or its folder's where that says more, in the characters that a name may have.</summary>
    public override string Model { get; } = NameOf(modelPath);

    public override Task<string> PrepareAsync(string directory, CancellationToken cancellationToken) => Task.FromResult(modelPath);

    public override Workload CreateWorkload(ModelMetadata metadata)
    {
        var inputs = InputMapper.Map(Model, metadata.Inputs, rows, columns, notice);
        var rowsPerRequest = (int)(inputs.Select(input => input.Input.FixedRows).FirstOrDefault(fixedRows => fixedRows is not null) ?? 1);
        var requests = rows.Rows.Count / rowsPerRequest;
        if (requests == 0)
            throw new CliException($"Model '{Model}' takes exactly {rowsPerRequest} rows at a time, '{rows.Source}' has {rows.Rows.Count}.");

        var shown = inputs.SelectMany(input => input.Columns).Take(ColumnsShown).ToArray();
        return new Workload
        {
            Requests = [.. Enumerable.Range(0, requests).Select(index => RowTensors.Build(rows, inputs, index * rowsPerRequest, rowsPerRequest))],
            Headings = ["row", .. shown.Select(column => rows.Columns[column])],
            Describe = index => [Row(index * rowsPerRequest), .. shown.Select(column => rows.Rows[index * rowsPerRequest][column])],
            Examples = [.. Enumerable.Range(0, Math.Min(RowsShown, requests))],
        };
    }

    internal static string NameOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (name.Equals("model", StringComparison.OrdinalIgnoreCase) && Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) is { Length: > 0 } folder)
            name = folder;

        var allowed = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' ? character : '-'));
        allowed = allowed.TrimStart('.', '_', '-');
        return allowed.Length == 0 ? "model" : allowed[..Math.Min(allowed.Length, ModelName.MaximumLength)];
    }

    private static string Row(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
