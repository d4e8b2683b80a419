using OrleansML.Learning.Metrics;
using OrleansML.Learning.Mlp;

namespace OrleansML.Learning.Samples;

/// <summary>Trains the sample fraud model on the earlier part of a stream and judges it on the later part.</summary>
public static class FraudModelBuilder
{
    /// <summary>Trains and judges a model.</summary>
    /// <param name="rows">Transactions in order of event time, from <see cref="CardTransactionGenerator"/>.</param>
    /// <param name="options">Settings of the trainer; the defaults where null.</param>
    /// <param name="holdOutShare">The share of rows at the end that judge the model; above 0 and below 1, default a quarter.</param>
    /// <param name="cancellationToken">Stops the training.</param>
    /// <exception cref="ArgumentException">The rows are out of order, or frauds are missing before or after the split.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FraudModel Train(
        IReadOnlyList<LabelledTransaction> rows,
        SampleMlpTrainerOptions? options = null,
        double holdOutShare = 0.25,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (!(holdOutShare > 0 && holdOutShare < 1))
            throw new ArgumentOutOfRangeException(nameof(holdOutShare), holdOutShare, "The hold-out share must lie between 0 and 1.");
        CheckOrder(rows);

        var (features, labels) = ToMatrix(rows);
        var trainingRows = (int)(rows.Count * (1 - holdOutShare));
        var split = trainingRows * CardFeatures.Count;
        var network = SampleMlpTrainer.Train(features.AsSpan(0, split), labels.AsSpan(0, trainingRows), options, cancellationToken);

        var scores = new float[rows.Count - trainingRows];
        network.Predict(features.AsSpan(split), scores);
        var truth = labels.AsSpan(trainingRows);
        var onnx = network.ToOnnx("features", "probability", [new("feature_names", string.Join(',', CardFeatures.Names))]);
        return new FraudModel(
            onnx,
            trainingRows,
            scores.Length,
            truth.Count(true),
            BinaryClassificationMetrics.RocAuc(scores, truth),
            BinaryClassificationMetrics.AveragePrecision(scores, truth));
    }

    private static void CheckOrder(IReadOnlyList<LabelledTransaction> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Transaction.EventTime < rows[i - 1].Transaction.EventTime)
            {
                throw new ArgumentException(
                    $"Row {i} is earlier than the row before it; a hold-out from the future needs rows in order of event time.",
                    nameof(rows));
            }
        }
    }

    private static (float[] Features, bool[] Labels) ToMatrix(IReadOnlyList<LabelledTransaction> rows)
    {
        var features = new float[rows.Count * CardFeatures.Count];
        var labels = new bool[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Features.Span.CopyTo(features.AsSpan(i * CardFeatures.Count));
            labels[i] = rows[i].IsFraud;
        }

        return (features, labels);
    }
}
