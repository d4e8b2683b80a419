using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;
using OrleansML.Testing;

namespace OrleansML.CliTests.Monitoring;

public sealed class LabelVerbTests : IDisposable
{
    private const string Id = "0192f0c1-7c3e-7b6a-9d5e-1f2a3b4c5d6e";
    private const string Answer = """{"counted": 2, "repeated": 1, "conflicting": 0, "batches": ["b1"], "rejected": []}""";

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeGateway _gateway = new FakeGateway()
        .Answer("POST /api/v1/models/fare/labels", Answer)
        .Answer("GET /api/v1/models", """{"models": [{"name": "fare", "champion": 1, "revision": 1, "versions": []}]}""");

    [Fact]
    public async Task Label_Csv_SendsOneObjectALine()
    {
        var file = Write("labels.csv", $"label,other,prediction_id,observed_at\n12.50,x,{Id}/0,2026-01-31T12:00:00Z\n\"a,b\",x,{Id},\n");

        var run = await CommandRun.OfAsync(_gateway, "label", "-f", file, "--model", "fare", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            $$"""
            {"prediction_id":"{{Id}}/0","label":"12.50","observed_at":"2026-01-31T12:00:00+00:00"}
            {"prediction_id":"{{Id}}","label":"a,b"}

            """,
            Encoding.UTF8.GetString(Assert.Single(_gateway.Received).Body));
        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal(2, written.RootElement.GetProperty("counted").GetInt32());
    }

    [Fact]
    public async Task Label_Parquet_SendsWhatItHolds()
    {
        var file = WriteParquet(
            $"SELECT '{Id}'::UUID AS prediction_id, 1.25::DOUBLE AS label, TIMESTAMPTZ '2026-01-31 13:00:00+01' AS observed_at UNION ALL SELECT '{Id}'::UUID, 2.0, NULL");

        var run = await CommandRun.OfAsync(_gateway, "label", "-f", file, "--model", "fare");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            $$"""
            {"prediction_id":"{{Id}}","label":"1.25","observed_at":"2026-01-31T12:00:00+00:00"}
            {"prediction_id":"{{Id}}","label":"2.0"}

            """,
            Encoding.UTF8.GetString(Assert.Single(_gateway.Received).Body));
        Assert.StartsWith("Labels that count: 2; known before: 1;", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'x' AS prediction_id, [1, 2] AS label", "Column 'label' of 'FILE' holds INTEGER[]; texts, numbers or Booleans are allowed.")]
    [InlineData("'x' AS prediction_id, {'a': 1} AS label", "Column 'label' of 'FILE' holds STRUCT(a INTEGER); texts, numbers or Booleans are allowed.")]
    [InlineData("'x' AS prediction_id, 1 AS truth", "'FILE' has no column 'label', only prediction_id, truth.")]
    public async Task Label_ParquetOfOtherTypes_SaysWhatIsWrong(string columns, string error)
    {
        var file = WriteParquet($"SELECT {columns}");

        var run = await CommandRun.OfAsync(_gateway, "label", "-f", file, "--model", "fare");

        Assert.Equal((1, error.Replace("FILE", file, StringComparison.Ordinal)), (run.ExitCode, run.Error));
        Assert.Empty(_gateway.Received);
    }

    [Fact]
    public async Task Label_IdsOfOthers_AreNoPredictions()
    {
        var file = WriteParquet("SELECT '17' AS prediction_id, 1 AS label UNION ALL SELECT '123e4567-e89b-42d3-a456-426614174000', 1");

        var run = await CommandRun.OfAsync(_gateway, "label", "-f", file, "--model", "fare");

        Assert.Equal(
            (1,
             """
             Nothing was taken, because of bad lines: 2. Correct them, or take the others with --skip-bad.
             Line 1: 'prediction_id' is '17'; it must be the id of a prediction, a UUID of version 7, with /ROW behind it where the request had several rows.
             Line 2: 'prediction_id' is '123e4567-e89b-42d3-a456-426614174000'; it must be the id of a prediction, a UUID of version 7, with /ROW behind it where the request had several rows.
             """.ReplaceLineEndings("\n")),
            (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Label_BadLines_AreNamedAndNothingIsSent()
    {
        var file = Write("labels.csv", $"prediction_id,label\n{Id},1\nx,1\n{Id},\n{Id},1,2\n");

        var run = await CommandRun.OfAsync(_gateway, "label", "-f", file, "--model", "fare");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(_gateway.Received);
        Assert.Contains("Nothing was taken, because of bad lines: 3.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Line 3: 'prediction_id' is 'x'", run.Output, StringComparison.Ordinal);
        Assert.Contains("Line 4: 'label' is missing.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Line 5: the line has 3 cells, the header has 2.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_SkipBadWithoutModel_SendsTheGoodOnesToTheOnlyModel()
    {
        var file = Write("labels.jsonl", $$"""{"prediction_id": "{{Id}}", "label": 1}""" + "\n{}\n");

        var run = await CommandRun.OfAsync(_gateway, "label", "-f", file, "--skip-bad", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["GET /api/v1/models", "POST /api/v1/models/fare/labels"], _gateway.Received.Select(static received => received.Request));
        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal(2, Assert.Single(written.RootElement.GetProperty("rejected").EnumerateArray()).GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData("labels.csv", "id,label\n1,2\n", "has no column 'prediction_id', only id, label.")]
    [InlineData("labels.csv", "prediction_id,label\n", "has no labels.")]
    [InlineData("labels.parquet", "no parquet", "too small to be a Parquet file")]
    public async Task Label_FileOfAnotherForm_SaysWhatIsWrong(string name, string content, string expected)
    {
        var run = await CommandRun.OfAsync(_gateway, "label", "-f", Write(name, content), "--model", "fare");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private string WriteParquet(string query)
    {
        var file = _directory.File("labels.parquet");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({query}) TO '{file}'";
        command.ExecuteNonQuery();
        return file;
    }

    private string Write(string name, string content)
    {
        var path = _directory.File(name);
        File.WriteAllText(path, content);
        return path;
    }
}
