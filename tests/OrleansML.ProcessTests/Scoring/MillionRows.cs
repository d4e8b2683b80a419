using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Learning.Mlp;
using OrleansML.Testing;

namespace OrleansML.ProcessTests.Scoring;

/// <summary>
/// A million rows and a model whose scores can be told without computing: row i has a = i % 1000, b = i % 7 and c = 1, and scores a - 2b + 0.5c, all of
/// which single precision holds exactly, whatever is added first. Some rows cannot be scored.
/// </summary>
internal static class MillionRows
{
    public const string Model = "million";

    public const int Rows = 1_000_000;

    public const int LeaseRows = 10_240;

    /// <summary>Bad rows recur after so many rows.</summary>
    private const int Cycle = 9_973;

    private const int Missing = 17;
    private const int OutOfRange = 4_001;
    private const int NoNumber = 8_009;

    // Most of it computes zeros, so that a million rows take as long as silos take to start.
    private const int Width = 160;

    /// <summary>What the manifest of the model says.</summary>
    public const string Manifest = """
        inputs:
          features: { minimum: 0, maximum: 1000 }
        """;

    /// <summary>The model in ONNX.</summary>
    public static byte[] ToOnnx()
    {
        var first = new DenseLayer(3, Width, Diagonal(3), new float[Width]);
        var middle = new DenseLayer(Width, Width, Diagonal(Width), new float[Width]);
        var last = new DenseLayer(Width, 1, [1, -2, 0.5f, .. new float[Width - 3]], [0]);
        return new MlpModel([first, middle, last]).ToOnnx();
    }

    public static float ScoreOf(long row) => (row % 1000) - (2 * (row % 7)) + 0.5f;

    /// <summary>Whether a row becomes a dead letter.</summary>
    public static bool IsBad(long row, string file) => (row % Cycle) is Missing or OutOfRange || (IsText(file) && row % Cycle == NoNumber);

    /// <summary>Writes the rows.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="file">Name of the file; its extension says the format.</param>
    public static string Write(TemporaryDirectory directory, string file)
    {
        var path = directory.File(file);
        var value = string.Create(
            CultureInfo.InvariantCulture,
            $"CASE i % {Cycle} WHEN {Missing} THEN NULL WHEN {OutOfRange} THEN '5000' {(IsText(file) ? $"WHEN {NoNumber} THEN 'many'" : "")} ELSE (i % 1000)::VARCHAR END");
        var (type, options) = IsText(file) ? ("VARCHAR", "FORMAT csv, HEADER") : ("FLOAT", "FORMAT parquet, ROW_GROUP_SIZE 20480");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"COPY (SELECT i AS id, ({value})::{type} AS a, (i % 7)::FLOAT AS b, 1::FLOAT AS c, (i % 3)::INTEGER AS segment FROM range({Rows}) t(i)) TO '{path}' ({options})");
        command.ExecuteNonQuery();
        return path;
    }

    public static string Definition(string input, string output) => $$"""
        model: {{Model}}
        input: { path: {{input}} }
        key: [id]
        include: [segment]
        inputs: { features: [a, b, c] }
        output: { path: {{output}} }
        columns: { score: output }
        workers: { most: 3 }
        lease_rows: {{LeaseRows}}
        batch_rows: 512
        """;

    private static bool IsText(string file) => Path.GetExtension(file) == ".csv";

    private static float[] Diagonal(int inputs)
    {
        var weights = new float[Width * inputs];
        for (var place = 0; place < 3; place++)
            weights[(place * inputs) + place] = 1;
        return weights;
    }
}
