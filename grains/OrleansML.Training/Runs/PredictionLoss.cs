using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace OrleansML.Training.Runs;

/// <summary>
/// The weighted sum of the losses of rows, and its gradient. Both come from a few numbers per row, for which torch's operators and their backward
/// steps would cost more than the arithmetic; sums are taken in double precision in the order of the rows.
/// </summary>
internal sealed class PredictionLoss(PredictionKind kind, int classes, double deviation)
{
    // Probabilities nearer to 0 or 1 are taken for this; 32-bit numbers hardly tell them apart.
    private const float Margin = 1e-7f;

    private readonly double _scale = 1 / (deviation * deviation);

    /// <summary>Computes the sum and its gradient with respect to the value.</summary>
    /// <param name="value">What the graph gives for the rows of the batch.</param>
    /// <param name="batch">Labels and weights.</param>
    /// <returns>The sum, and the gradient in the shape of the value; it belongs to the caller's dispose scope.</returns>
    public (double Sum, Tensor Gradient) Of(Tensor value, TrainingBatch batch)
    {
        var gradient = torch.empty(value.shape);
        var sum = Sum(ElementsOf(value.contiguous()), batch, ElementsOf(gradient));
        return (sum, gradient);
    }

    /// <summary>Why a value cannot be a prediction; null where it can.</summary>
    /// <param name="value">What the graph gives for some rows.</param>
    /// <param name="rows">How many rows these are.</param>
    public string? FaultOf(Tensor value, int rows)
    {
        var shape = value.shape;
        var perRow = value.numel() / rows;
        var fits = value.numel() == rows * perRow && shape.Length > 0 && shape[0] == rows && kind switch
        {
            PredictionKind.Number => perRow == 1,
            PredictionKind.LogOdds => perRow is 1 or 2,
            PredictionKind.Scores => perRow == classes && shape.Length == 2,
            _ => perRow == classes || (perRow == 1 && classes == 2),
        };
        var wanted = classes switch { 0 => "1 number", 2 => "1 or 2 numbers", _ => $"{classes} numbers" };
        if (!fits)
            return $"{rows} rows give the shape [{string.Join(", ", shape)}]; {wanted} for each row must come out";
        if (kind != PredictionKind.Probabilities)
            return null;

        var elements = ElementsOf(value.contiguous());
        var (least, most) = (TensorPrimitives.Min<float>(elements), TensorPrimitives.Max<float>(elements));
        return least < -Margin || most > 1 + Margin
            ? $"it goes from {least} to {most}, and must be a probability; let the model end with Sigmoid or Softmax"
            : null;
    }

    private static Span<float> ElementsOf(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private double Sum(ReadOnlySpan<float> value, TrainingBatch batch, Span<float> gradient)
    {
        var sum = 0.0;
        var width = value.Length / batch.Count;
        var labels = batch.Labels;
        var weights = batch.Weights;
        for (var row = 0; row < batch.Count; row++)
        {
            var ofRow = value.Slice(row * width, width);
            var gradientOfRow = gradient.Slice(row * width, width);
            sum += kind switch
            {
                PredictionKind.Number => OfNumber(ofRow[0], labels[row], weights[row], out gradientOfRow[0]),
                PredictionKind.LogOdds => OfLogOdds(ofRow, labels[row], weights[row], gradientOfRow),
                PredictionKind.Scores => OfScores(ofRow, (int)labels[row], weights[row], gradientOfRow),
                _ when width == 1 => OfProbability(ofRow[0], labels[row] == 1, weights[row], out gradientOfRow[0]),
                _ => OfProbabilities(ofRow, (int)labels[row], weights[row], gradientOfRow),
            };
        }

        return sum;
    }

    private double OfNumber(float value, float label, double weight, out float gradient)
    {
        var error = (double)value - label;
        gradient = (float)(2 * weight * error * _scale);
        return weight * error * error * _scale;
    }

    // Of two columns the second is that of the second class.
    private static double OfLogOdds(ReadOnlySpan<float> values, float label, double weight, Span<float> gradient)
    {
        double odds = values[^1];
        var shrunk = Math.Exp(-Math.Abs(odds));
        gradient.Clear();
        gradient[^1] = (float)(weight * ((odds >= 0 ? 1 : shrunk) / (1 + shrunk) - label));
        return weight * (Math.Max(odds, 0) - odds * label + Math.Log(1 + shrunk));
    }

    private static double OfScores(ReadOnlySpan<float> scores, int label, double weight, Span<float> gradient)
    {
        var greatest = TensorPrimitives.Max(scores);
        TensorPrimitives.Subtract(scores, greatest, gradient);
        TensorPrimitives.Exp(gradient, gradient);
        var total = TensorPrimitives.Sum<float>(gradient);
        TensorPrimitives.Multiply(gradient, (float)(weight / total), gradient);
        gradient[label] -= (float)weight;
        return weight * (Math.Log(total) + greatest - scores[label]);
    }

    private static double OfProbability(float probability, bool isSecond, double weight, out float gradient)
    {
        var loss = OfClamped(isSecond ? probability : 1 - probability, weight, out gradient);
        gradient = isSecond ? gradient : -gradient;
        return loss;
    }

    private static double OfProbabilities(ReadOnlySpan<float> probabilities, int label, double weight, Span<float> gradient)
    {
        gradient.Clear();
        return OfClamped(probabilities[label], weight, out gradient[label]);
    }

    private static double OfClamped(float probability, double weight, out float gradient)
    {
        var clamped = Math.Clamp(probability, Margin, 1 - Margin);
        gradient = clamped == probability ? (float)(-weight / clamped) : 0;
        return -weight * Math.Log(clamped);
    }
}
