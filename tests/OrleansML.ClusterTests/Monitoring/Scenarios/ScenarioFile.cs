using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Features;
using OrleansML.Models;

namespace OrleansML.ClusterTests.Monitoring.Scenarios;

/// <summary>Reads rows of a shared CSV file in a condition, as a gateway would get them: numbers, texts, and nothing where a cell is blank.</summary>
/// <param name="numeric">Columns of numbers.</param>
/// <param name="categorical">Columns of texts.</param>
/// <param name="label">The label.</param>
internal sealed class ScenarioFile(string[] numeric, string[] categorical, string label)
{
    public ScenarioRow[] Read(string path, string where = "true", string orderBy = "")
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var columns = numeric.Select(static column => $"TRY_CAST(trim(\"{column}\") AS DOUBLE)").Concat(categorical.Select(static column => $"nullif(trim(\"{column}\"), '')"));
        command.CommandText = $"SELECT {string.Join(", ", columns)}, \"{label}\" FROM (SELECT *, row_number() OVER () - 1 AS place FROM read_csv('{path}', all_varchar = true, header = true)) WHERE {where} {orderBy}";
        using var reader = command.ExecuteReader();
        var rows = new List<ScenarioRow>();
        while (reader.Read())
        {
            var fields = new List<NamedDatum>();
            for (var index = 0; index < numeric.Length + categorical.Length; index++)
            {
                if (!reader.IsDBNull(index))
                    fields.Add(index < numeric.Length ? new NamedDatum(numeric[index], reader.GetDouble(index)) : new NamedDatum(categorical[index - numeric.Length], reader.GetString(index)));
            }

            rows.Add(new ScenarioRow(new EntityRow { Fields = [.. fields] }, Convert.ToString(reader.GetValue(numeric.Length + categorical.Length), CultureInfo.InvariantCulture)!));
        }

        return [.. rows];
    }
}
