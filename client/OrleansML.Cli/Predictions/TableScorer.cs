using OrleansML.Cli.Data;
using OrleansML.Cli.Http;
using OrleansML.Tensors;

namespace OrleansML.Cli.Predictions;

/// <summary>Sends the rows of a table in requests of a size the model takes, and puts the answers back together in row order.</summary>
internal sealed class TableScorer(GatewayClient gateway, string model, string? version)
{
    private const int RowsPerRequest = 1024;

    public async Task<InferResponse> ScoreAsync(
        RowTable table, IReadOnlyList<InputColumns> inputs, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var size = RowsPerRequestFor(inputs, table.Rows.Count);
        var parts = new List<InferResponse>();
        for (var first = 0; first < table.Rows.Count; first += size)
        {
            var count = Math.Min(size, table.Rows.Count - first);
            var tensors = RowTensors.Build(table, inputs, first, count);
            using var content = InferRequestContent.Binary(tensors);
            parts.Add(await gateway.InferAsync(model, version, content, cancellationToken));
            progress.Report((double)(first + count) / table.Rows.Count);
        }

        return parts.Count == 1 ? parts[0] : Join(parts, size);
    }

    private int RowsPerRequestFor(IReadOnlyList<InputColumns> inputs, int rows)
    {
        if (inputs.Select(input => input.Input.FixedRows).FirstOrDefault(fixedRows => fixedRows is not null) is not { } exact)
            return RowsPerRequest;
        if (rows % exact != 0)
        {
            throw new CliException(
                $"Model '{model}' takes exactly {exact} rows at a time, {rows} are given: choose a multiple with --rows.");
        }

        return (int)exact;
    }

    private InferResponse Join(List<InferResponse> parts, int size)
    {
        var outputs = parts[0].Outputs.Select((output, index) => Join(parts, index, output, size)).ToArray();
        return parts[0] with { Outputs = outputs, PredictionIds = [.. parts.SelectMany(static part => part.PredictionIds)] };
    }

    private Tensor Join(List<InferResponse> parts, int index, Tensor first, int size)
    {
        if (first.Shape is [] || first.Shape[0] != size)
        {
            throw new CliException(
                $"Output '{first.Name}' of model '{model}' has shape {TensorShape.Format(first.Shape)} for {size} rows, so the answers to "
                + $"several requests cannot be joined: choose at most {size} rows with --rows.");
        }

        var shape = (long[])first.Shape.Clone();
        shape[0] = parts.Sum(part => part.Outputs[index].Shape[0]);
        var data = new byte[parts.Sum(part => part.Outputs[index].Data.Length)];
        var rest = data.AsSpan();
        foreach (var part in parts)
        {
            part.Outputs[index].Data.Span.CopyTo(rest);
            rest = rest[part.Outputs[index].Data.Length..];
        }

        return new Tensor(first.Name, first.Type, shape, data);
    }
}
