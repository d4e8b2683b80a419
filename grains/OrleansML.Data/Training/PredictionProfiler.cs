using System.Globalization;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Profile;
using OrleansML.Learning.Training;

namespace OrleansML.Data.Training;

/// <summary>Puts predictions beside the rows that they are of.</summary>
internal sealed class PredictionProfiler(Session session, TrainingDefinition definition, Predictions predictions, CancellationToken cancellationToken)
{
    public const string Value = "value";

    public const string Judged = "judged";
    public const string Said = "said";

    private readonly int _width = predictions.Rows.Width;

    /// <summary>Names of the numbers that the model gives for a row.</summary>
    public IReadOnlyList<string> Outputs => _width == 1 ? ["prediction"] : definition.Data.Classes;

    /// <summary>The predictions of one output.</summary>
    public static string RelationOf(int output) => string.Create(CultureInfo.InvariantCulture, $"(SELECT {Value} FROM {Said} WHERE output = {output})");

    /// <summary>Loads rows and predictions.</summary>
    /// <param name="test">The rows to be judged on, as SQL.</param>
    public void Load(string test)
    {
        session.Execute($"CREATE TEMP TABLE {Judged} AS SELECT row_number() OVER (ORDER BY row) - 1 AS place, * EXCLUDE row FROM {test}", cancellationToken);
        session.Execute($"CREATE TEMP TABLE {Said} (place BIGINT, output BIGINT, {Value} DOUBLE)", cancellationToken);
        using var appender = session.Append(Said);
        for (var index = 0; index < predictions.Values.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            appender.CreateRow().AppendValue((long)(index / _width)).AppendValue((long)(index % _width)).AppendValue(predictions.Values[index]).EndRow();
        }
    }

    /// <summary>Label and prediction by the values of a segment column.</summary>
    public SegmentProfile Segment(string column)
    {
        var values = new List<SegmentValueProfile>();
        var rows = 0L;
        session.Stream(
            $"SELECT {Sql.Name(TrainingRelation.SegmentOf(column))} AS segment, count(*) FROM {Judged} GROUP BY 1 ORDER BY 2 DESC, 1 NULLS LAST",
            reader =>
            {
                if (values.Count < SegmentProfile.MostValues)
                    values.Add(new SegmentValueProfile { Value = reader.IsDBNull(0) ? null : reader.GetString(0), Rows = reader.GetInt64(1), LabelMeans = [], PredictionMeans = [] });
                else
                    rows += reader.GetInt64(1);
            },
            cancellationToken);
        return new SegmentProfile([.. values.Select(value => WithMeans(column, value))], rows);
    }

    private SegmentValueProfile WithMeans(string column, SegmentValueProfile value)
    {
        var labels = new double[_width];
        var means = new double[_width];
        var label = _width == 1 ? "label" : "(label = output)::DOUBLE";
        session.Stream(
            $"SELECT output, favg({label}), favg({Value}) FROM {Judged} JOIN {Said} USING (place) "
            + $"WHERE {Sql.Name(TrainingRelation.SegmentOf(column))} IS NOT DISTINCT FROM {(value.Value is { } text ? Sql.Text(text) : "NULL")} GROUP BY 1",
            reader => (labels[reader.GetInt64(0)], means[reader.GetInt64(0)]) = (reader.GetDouble(1), reader.GetDouble(2)),
            cancellationToken);
        return value with { LabelMeans = labels, PredictionMeans = means };
    }
}
