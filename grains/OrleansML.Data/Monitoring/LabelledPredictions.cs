using OrleansML.Data.History;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// Reads predictions that have a label: the columns of <see cref="PredictionLog"/>, and <c>_label</c> (the first label of the id, as text),
/// <c>_label_number</c> (the same as a number; NULL when it is none), <c>_observed_at</c> and <c>_labelled_at</c> (when it arrived). A label that names no row
/// belongs to a prediction of one row only.
/// </summary>
/// <param name="root">The silos' data directory.</param>
public sealed class LabelledPredictions(string root)
{
    /// <summary>The labelled predictions of a model as a relation for DuckDB, in parentheses.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="from">From which time of prediction; null from the first on.</param>
    /// <param name="until">Until before which time of prediction; null to the last.</param>
    /// <exception cref="HistoryException">The files cannot be listed.</exception>
    public string RelationOf(string model, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var predictions = new PredictionLog(root).RelationOf(model, from, until);
        return
            $"""
            (SELECT p.*, l.label AS _label, TRY_CAST(l.label AS DOUBLE) AS _label_number, l.observed_at AS _observed_at, l.received_at AS _labelled_at
            FROM {predictions} p JOIN {LabelRelation.Counting(LabelRelation.All(root, model))} l
            ON l.prediction = p.{PredictionColumns.Prediction} AND greatest(l.row, 0) = p.{PredictionColumns.Row} AND (l.row >= 0 OR p.{PredictionColumns.Rows} = 1))
            """;
    }
}
