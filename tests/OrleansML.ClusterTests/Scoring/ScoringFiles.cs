using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using OrleansML.Data.Scoring;
using OrleansML.Learning.Mlp;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Scoring;

/// <summary>
/// Rows and a model whose scores can be told without computing: row i has id i, a = i % 1000, b = i % 7 and c = 1, and scores a - 2b + 0.5c, all of
/// which single precision holds exactly.
/// </summary>
internal sealed class ScoringFiles : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    /// <summary>The model.</summary>
    public static byte[] Model { get; } = new MlpModel([new DenseLayer(3, 1, [1, -2, 0.5f], [0])]).ToOnnx();

    public string PathOf(string name) => _directory.File(name);

    /// <summary>The score of a row.</summary>
    public static float ScoreOf(long row) => (row % 1000) - (2 * (row % 7)) + 0.5f;

    /// <summary>Writes rows.</summary>
    /// <param name="name">Name of the file; its extension says the format.</param>
    /// <param name="rows">How many.</param>
    /// <param name="a">The column a in SQL.</param>
    public string Write(string name, long rows, string a = "(i % 1000)::FLOAT")
    {
        var path = PathOf(name);
        var options = Path.GetExtension(name) switch { ".csv" => "FORMAT csv, HEADER", ".jsonl" => "FORMAT json", _ => "FORMAT parquet, ROW_GROUP_SIZE 10240" };
        Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"COPY (SELECT i AS id, {a} AS a, (i % 7)::FLOAT AS b, 1.0::FLOAT AS c, 'r' || (i % 3) AS region FROM range({rows}) t(i)) TO '{path}' ({options})"));
        return path;
    }

    /// <summary>A definition.</summary>
    public string Definition(string model, string input, string output, string more = "") => $$"""
        model: {{model}}
        input: { path: {{input}} }
        key: [id]
        include: [region]
        inputs: { features: [a, b, c] }
        output: { path: {{output}} }
        columns: { score: output }
        lease_rows: 5120
        batch_rows: 512
        {{more}}
        """;

    /// <summary>The rows of a result: id, region and score, in the order of its parts.</summary>
    public List<(long Id, string Region, float Score)> ReadResult(string folder) =>
        Read(folder, "id::BIGINT, region, score::FLOAT", static reader => (reader.GetInt64(0), reader.GetString(1), reader.GetFloat(2)));

    /// <summary>Key and score of the rows of a result, in the order of its parts.</summary>
    public List<(string Key, float Score)> ReadScores(string folder, string key) =>
        Read(folder, $"{key}, score::FLOAT", static reader => (reader.GetString(0), reader.GetFloat(1)));

    /// <summary>The dead letters of a result, in the order of its parts: row of the file from 1, key in JSON, and reason.</summary>
    public List<(long Row, string Key, string Reason)> ReadLetters(string folder) =>
    [
        .. ScoringManifest.TryLoad(PathOf(folder))!.Parts.Where(static part => part.DeadFile is not null)
            .SelectMany(part => File.ReadLines(Path.Combine(PathOf(folder), part.DeadFile!)))
            .Select(static line => JsonDocument.Parse(line).RootElement)
            .Select(static letter => (letter.GetProperty("row").GetInt64(), letter.GetProperty("key").GetRawText(), letter.GetProperty("reason").GetString()!)),
    ];

    /// <summary>How many rows a Parquet file has, all of which are read.</summary>
    public static long CountRows(string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(score) FROM read_parquet('{path}')";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Requires that a result has each row once, in the order of the input, and nothing lies beside it.</summary>
    public void RequireEachRowOnce(string folder, int rows)
    {
        var result = ReadResult(folder);
        Assert.Equal(rows, result.Count);
        for (var row = 0; row < rows; row++)
            Assert.Equal((row, $"r{row % 3}", ScoreOf(row)), result[row]);
        Assert.Equal(
            ScoringManifest.TryLoad(PathOf(folder))!.Parts.Select(static part => part.File).Append(ScoringManifest.FileName).Order(StringComparer.Ordinal),
            Directory.GetFiles(PathOf(folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _directory.Dispose();

    private static void Execute(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<T> Read<T>(string folder, string columns, Func<DuckDBDataReader, T> row)
    {
        var parts = ScoringManifest.TryLoad(PathOf(folder))!.Parts.Where(static part => part.File is not null);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET threads = 1; SELECT {columns} FROM read_parquet([{string.Join(", ", parts.Select(part => $"'{Path.Combine(PathOf(folder), part.File!)}'"))}])";
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }
}
