using OrleansML.Cli.Http;
using OrleansML.Tensors;
using Spectre.Console;

namespace OrleansML.Cli.Predictions;

/// <summary>The result of <c>orleansml predict</c>, for people and as JSON.</summary>
internal sealed record PredictionReport
{
    private const int MostRowsShown = 20;

    public required string Model { get; init; }

    public required string Version { get; init; }

    /// <summary>The id of each row, to join a label to.</summary>
    public required IReadOnlyList<string> PredictionIds { get; init; }

    public required IReadOnlyList<OutputReport> Outputs { get; init; }

    public static PredictionReport Of(InferResponse response) => new()
    {
        Model = response.Model,
        Version = response.Version,
        PredictionIds = response.PredictionIds,
        Outputs = [.. response.Outputs.Select(OutputReport.Of)],
    };

    public static void Render(IAnsiConsole console, InferResponse response)
    {
        var rows = InferResponse.RowsOf(response.Outputs);
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("row").RightAligned());
        var texts = response.Outputs.Select(static output => new TensorText(output)).ToArray();
        foreach (var output in texts)
            table.AddColumn(Markup.Escape(output.ToString()));
        for (var row = 0; row < Math.Min(rows, MostRowsShown); row++)
            table.AddRow([$"{row + 1}", .. texts.Select(output => Markup.Escape(output.OfRow(row, rows)))]);

        console.MarkupLineInterpolated($"[bold]{response.Model}[/] version {response.Version}, {rows} rows");
        console.Write(table);
        if (rows > MostRowsShown)
            console.WriteLine($"{rows - MostRowsShown} more rows: --json writes them all.");
    }
}

/// <summary>One output in the protocol's words, elements flat in row-major order.</summary>
internal sealed record OutputReport(string Name, string Datatype, long[] Shape, IReadOnlyList<object> Data)
{
    public static OutputReport Of(Tensor tensor) =>
        new(tensor.Name, tensor.Type.ProtocolName(), tensor.Shape, new TensorText(tensor).Values);
}
