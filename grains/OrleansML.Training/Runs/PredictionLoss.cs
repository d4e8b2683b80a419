namespace OrleansML.Training.Runs;

/// <summary>The weighted sum of the losses of rows.</summary>
internal sealed class PredictionLoss(PredictionKind kind, int classes, double deviation)
{
    // The nearest to 0 and 1 that 32-bit numbers can tell from both.
    private const double Margin = 1e-7;

    /// <summary>Computes the sum, through which gradients flow unless they are switched off.</summary>
    /// <param name="value">What the graph gives for the rows of the batch.</param>
    /// <param name="batch">Labels and weights.</param>
    /// <returns>One number; it belongs to the caller's dispose scope.</returns>
    public Tensor Sum(Tensor value, TrainingBatch batch)
    {
        var rows = batch.Count;
        var isPerClass = value.numel() != rows;
        switch (kind)
        {
            case PredictionKind.Number:
                var error = value.reshape(rows).sub(batch.Labels());
                return error.mul(batch.Weights()).dot(error).div(deviation * deviation);
            case PredictionKind.LogOdds:
                var odds = isPerClass ? value.reshape(rows, classes).select(1, classes - 1) : value.reshape(rows);
                return torch.nn.functional.binary_cross_entropy_with_logits(odds, batch.Labels(), batch.Weights(), torch.nn.Reduction.Sum);
            case PredictionKind.Probabilities when !isPerClass:
                var probability = value.reshape(rows).clamp(Margin, 1 - Margin);
                return torch.nn.functional.binary_cross_entropy(probability, batch.Labels(), batch.Weights(), torch.nn.Reduction.Sum);
            default:
                var scores = value.reshape(rows, classes);
                var logarithms = kind == PredictionKind.Scores ? scores.log_softmax(1) : scores.clamp(Margin, 1 - Margin).log();
                return logarithms.gather(1, batch.Classes()).reshape(rows).dot(batch.Weights()).neg();
        }
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

        using var scope = torch.NewDisposeScope();
        var (least, most) = (value.min().item<float>(), value.max().item<float>());
        return least < -Margin || most > 1 + Margin
            ? $"it goes from {least} to {most}, and must be a probability; let the model end with Sigmoid or Softmax"
            : null;
    }
}
