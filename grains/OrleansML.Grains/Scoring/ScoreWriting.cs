using System.Globalization;
using System.Runtime.InteropServices;
using OrleansML.Data.Scoring;
using OrleansML.Tensors;

namespace OrleansML.Grains.Scoring;

/// <summary>Puts what a model has answered into parts.</summary>
internal static class ScoreWriting
{
    /// <summary>Appends a batch.</summary>
    public static void Append(ScoringPartWriter writer, ScoringShape shape, ScoringBatch batch)
    {
        foreach (var (first, count, outputs) in batch.Scored)
        {
            var rows = batch.Rows.AsSpan(first, count);
            for (var score = 0; score < shape.Scores.Count; score++)
                Append(writer, score, rows, outputs[shape.Outputs[score]]!, shape.Elements[score]);
        }

        foreach (var bad in batch.Bad)
            writer.Fail(bad.Row, bad.Reason);
    }

    /// <summary>A dead letter for people: where the row is, and why.</summary>
    public static string Describe(long firstRow, ScoringBadRow bad) =>
        string.Create(CultureInfo.InvariantCulture, $"row {firstRow + bad.Row + 1} of the input: {bad.Reason}");

    private static void Append(ScoringPartWriter writer, int score, ReadOnlySpan<int> rows, Tensor output, int element)
    {
        var width = (int)(output.ElementCount / rows.Length);
        switch (output.Type)
        {
            case TensorType.Float32:
                writer.Append(score, rows, Values<float>(output), width, element);
                break;
            case TensorType.Float64:
                writer.Append(score, rows, Values<double>(output), width, element);
                break;
            case TensorType.Int64:
                writer.Append(score, rows, Values<long>(output), width, element);
                break;
            case TensorType.Int32:
                writer.Append(score, rows, Values<int>(output), width, element);
                break;
            case TensorType.Bool:
                writer.Append(score, rows, Values<bool>(output), width, element);
                break;
            default:
                writer.Append<string>(score, rows, output.ToStrings(), width, element);
                break;
        }
    }

    private static ReadOnlySpan<T> Values<T>(Tensor output)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(output.Data.Span);
}
