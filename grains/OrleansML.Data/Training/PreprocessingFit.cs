using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Training;

namespace OrleansML.Data.Training;

/// <summary>Finds out from the rows to learn from what scales and categories are, and writes it as preprocessing.</summary>
internal sealed class PreprocessingFit(Session session, TrainingInputs inputs, CancellationToken cancellationToken)
{
    /// <summary>The input of the model that the preprocessing makes.</summary>
    public const string Input = "features";

    private const string Missing = "(missing)";

    // JSON texts are YAML texts too.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToYaml()
    {
        var yaml = new StringBuilder();
        yaml.Append(CultureInfo.InvariantCulture, $"{Input}:\n  type: float\n  columns:\n");
        foreach (var column in inputs.Numeric)
            AddNumeric(yaml, column);
        foreach (var column in inputs.Categorical)
            AddCategorical(yaml, column);
        return yaml.ToString();
    }

    private void AddNumeric(StringBuilder yaml, string column)
    {
        var name = Sql.Name(TrainingRelation.InputOf(column));
        double median = 0, mean = 0, deviation = 0;
        session.Stream(
            $"""
            WITH known AS (SELECT {name} AS value FROM {TrainingRelation.Table} WHERE part = 'train'),
                 middle AS (SELECT coalesce(quantile_cont(value, 0.5), 0) AS median FROM known),
                 filled AS (SELECT coalesce(value, median) AS value, median FROM known, middle)
            SELECT any_value(median), favg(value), stddev_pop(value) FROM filled
            """,
            reader => (median, mean, deviation) = (reader.GetDouble(0), reader.GetDouble(1), reader.GetDouble(2)),
            cancellationToken);

        // A column that is always the same says nothing, and becomes 0.
        if (!(deviation > 0))
            deviation = 1;
        yaml.Append(
            CultureInfo.InvariantCulture,
            $"    - column: {Text(column)}\n      steps:\n        - cast: {{ to: double }}\n        - impute: {{ value: {median:R} }}\n        - scale: {{ method: standard, mean: {mean:R}, deviation: {deviation:R} }}\n");
    }

    private void AddCategorical(StringBuilder yaml, string column)
    {
        var name = Sql.Name(TrainingRelation.InputOf(column));
        var categories = new List<string>();
        session.Stream(
            $"SELECT {name} FROM {TrainingRelation.Table} WHERE part = 'train' AND {name} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {inputs.MaximumCategories}",
            reader => categories.Add(reader.GetString(0)),
            cancellationToken);

        // A column without any category still has its place.
        if (categories.Count == 0)
            categories.Add(Missing);
        yaml.Append(
            CultureInfo.InvariantCulture,
            $"    - column: {Text(column)}\n      steps:\n        - cast: {{ to: string }}\n        - impute: {{ value: {Text(Missing)} }}\n        - one_hot: {{ categories: [{categories.Order(StringComparer.Ordinal).Select(Text).Join()}], unseen: other }}\n");
    }

    private static string Text(string text) => JsonSerializer.Serialize(text, Plain);
}
