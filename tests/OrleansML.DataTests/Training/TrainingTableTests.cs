using System.Globalization;
using System.IO.Compression;
using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.Training;
using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using OrleansML.Learning.Training;
using Xunit;

namespace OrleansML.DataTests.Training;

public sealed class TrainingTableTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    // The numbers of clean trips are those of a count with python3's csv module.
    [SharedDataFact]
    public async Task Build_TaxiTripsByTime_HasEveryCleanTripOnce()
    {
        var definition = TrainingDefinitionReader.Read($$"""
            model: fare
            task: regression
            data:
              path: {{SharedData.PathOf("nyc-taxi", "yellow_tripdata_sample_*.csv.gz")}}
              format: csv
              where: fare_amount between 2.5 and 200 and trip_distance > 0 and trip_distance < 100
              label: fare_amount
              segments: [vendor_id, payment_type]
              time: pickup_datetime
            split: { by: time, validation: 2019-05-01, test: 2019-07-01 }
            inputs: { numeric: [trip_distance, passenger_count], categorical: [rate_code_id, pickup_location_id] }
            network: { kind: mlp, hidden: [8] }
            """);

        var table = await BuildAsync(definition);

        Assert.Equal((158_758L, 19_795L, 176_393L), (table.Train.Rows, table.Validation.Rows, table.Test.Rows));
        Assert.Equal(36, table.Sources.Count);
        Assert.Equal("354946,354946,0,354945", Query($"select concat_ws(',', count(*), count(distinct row), min(row), max(row)) from {Files}"));
        Assert.Equal("3", Query($"select count(distinct \"segment.vendor_id\") from {Files}"));
        Assert.Equal("8065", Query($"select count(*) from {Files} where \"segment.vendor_id\" is null"));
        var plan = PreprocessingPlan.Read(table.Preprocessing);
        Assert.Equal(["trip_distance", "passenger_count", "rate_code_id", "pickup_location_id"], plan.Columns);
        Assert.InRange(plan.Inputs[0].Width, 2 + 2 + 51, 2 + 8 + 51);
    }

    [SharedDataFact]
    public async Task Build_TelcoCustomersByHash_KeepsClassesAndTakesBlanksForMissing()
    {
        var definition = TrainingDefinitionReader.Read($$"""
            model: churn
            task: binary_classification
            data: { path: {{SharedData.PathOf("telco-churn", "Telco-Customer-Churn.csv.gz")}}, format: csv, label: Churn, classes: ["No", "Yes"], segments: [Contract] }
            split: { by: hash, key: [customerID], validation: 0.1, test: 0.2 }
            inputs: { numeric: [tenure, MonthlyCharges, TotalCharges], categorical: [Contract, gender] }
            network: { kind: mlp, hidden: [8] }
            """);

        var table = await BuildAsync(definition);

        TrainingPart[] parts = [table.Train, table.Validation, table.Test];
        Assert.Equal((7_043L, 5_174L, 1_869L), (parts.Sum(static part => part.Rows), parts.Sum(static part => part.ClassRows[0]), parts.Sum(static part => part.ClassRows[1])));
        Assert.Equal("11", Query($"select count(*) from {Files} where \"input.TotalCharges\" is null"));
        Assert.InRange(table.Test.Rows, 7_043 * 0.18, 7_043 * 0.22);
        Assert.InRange(table.Validation.Rows, 7_043 * 0.08, 7_043 * 0.12);
    }

    [Fact]
    public async Task Build_SameRowsTwice_GivesTheSameBytes()
    {
        Write("rows.csv", "id,x,c,y\n" + string.Concat(Enumerable.Range(0, 5_000).Select(static row => string.Create(CultureInfo.InvariantCulture, $"{row},{row % 17},k{row % 3},{row * 0.5}\n"))));
        var definition = Regression("rows.csv", "csv", "split: { by: hash, key: [id] }");

        var first = await BuildAsync(definition);
        var second = await BuildAsync(definition);

        Assert.Equal(first.Train, second.Train with { ClassRows = first.Train.ClassRows });
        Assert.Equal((first.Validation.Sha256, first.Test.Sha256, first.Preprocessing), (second.Validation.Sha256, second.Test.Sha256, second.Preprocessing));
    }

    // By hand: the known x of the rows to learn from are 1, 2, 9, so the median is 2; filled 1, 2, 9, 2 have mean 3.5 and deviation sqrt(41 / 4).
    [Theory]
    [InlineData("csv", "part,x,c,y\ntrain,1,b,0\ntrain,2,a,1\ntrain,9,b,2\ntrain,,,3\nvalidation,100,z,4\ntest,5,b,5\n")]
    [InlineData("json_lines", """
        {"part": "train", "x": 1, "c": "b", "y": 0}
        {"part": "train", "x": 2, "c": "a", "y": 1}
        {"part": "train", "x": 9, "c": "b", "y": 2}
        {"part": "train", "x": null, "y": 3}
        {"part": "validation", "x": 100, "c": "z", "y": 4}
        {"part": "test", "x": 5, "c": "b", "y": 5}
        """)]
    public async Task Build_GivenSplit_FitsPreprocessingToTheRowsToLearnFrom(string format, string content)
    {
        Write("rows", content);

        var table = await BuildAsync(Regression("rows", format, "split: { by: column, column: part }"));
        var plan = PreprocessingPlan.Read(table.Preprocessing);
        var output = new PreprocessingOutput(plan);
        plan.Run([FeatureValue.Of(9.0), FeatureValue.Of("b"), FeatureValue.Missing, FeatureValue.Of("z")], 2, output);

        Assert.Equal((4L, 1L, 1L), (table.Train.Rows, table.Validation.Rows, table.Test.Rows));
        var deviation = Math.Sqrt(41 / 4.0);
        Assert.Equal(
            [(float)(5.5 / deviation), 0, 1, 0, (float)(-1.5 / deviation), 0, 0, 1],
            output.Floats(0).ToArray().Select(static value => (float)Math.Round(value, 6)), new Near());
        Assert.Equal("0,1,2,3", Query($"select string_agg(label::int, ',' order by row) from read_parquet('{_directory.File("table/train.parquet")}')"));
    }

    [Fact]
    public async Task Build_ParquetOfATrainingSet_IsReadLikeAnyOther()
    {
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"copy (select i as id, i % 7 as x, 'k' || (i % 2) as c, i * 2.0 as y from range(100) r(i)) to '{_directory.File("rows.parquet")}' (format parquet)";
            command.ExecuteNonQuery();
        }

        var table = await BuildAsync(Regression("rows.parquet", "parquet", "split: { by: hash, key: [id] }"));

        Assert.Equal(100, table.Train.Rows + table.Validation.Rows + table.Test.Rows);
    }

    [Fact]
    public async Task Build_EverythingWrong_IsReportedAtOnceAndNothingIsWritten()
    {
        Write("rows.csv", "part,x,c,y,w\ntrain,1,a,yes,1\ntrain,abc,a,,-1\ntrain,inf,a,yes,\nelse,2,a,maybe,1\ntest,2,a,no,1\n");
        var definition = TrainingDefinitionReader.Read($$"""
            model: m
            task: binary_classification
            data: { path: {{_directory.File("rows.csv")}}, format: csv, label: y, classes: ["no", "yes"], weight: w }
            split: { by: column, column: part }
            inputs: { numeric: [x], categorical: [c] }
            network: { kind: mlp }
            """);

        var exception = await Assert.ThrowsAsync<TrainingDataException>(() => BuildAsync(definition));

        Assert.Equal(
            [
                "1 row without a label ('y'); leave them out with data.where: y is not null",
                "1 row with a label ('y') that is no class: 'maybe' (1); the classes are 'no', 'yes' (data.classes)",
                "2 rows with a weight ('w') that is missing or below 0: '' (1), '-1' (1)",
                "1 row with a numeric input ('x') that is no number: 'abc' (1)",
                "1 row with a numeric input ('x') that is not finite: 'inf' (1); mend them, or leave them out with data.where: isfinite(x)",
                "1 row with 'part' that is none of train, validation and test: 'else' (1)",
                "3 rows to learn from, fewer than shards (4, plan.shards), so that one would be empty",
                "no row is left for validation; change the split",
                "no row of class 'yes' is among those for test; change the split, or data.classes",
            ],
            exception.Violations);
        Assert.False(Directory.Exists(_directory.File("table")));
    }

    [Theory]
    [InlineData("absent.csv", "x", "", "no file matches '")]
    [InlineData("rows.csv", "z", "", "' has no column 'z'; it has id, x, c, y")]
    [InlineData("rows.csv", "x", "where: x > 100", "no row meets 'x > 100' (data.where)")]
    [InlineData("rows.csv", "x", "where: colour = 1", "colour")]
    [InlineData("rows.csv", "x", "where: 1 = 1); drop table t; --", "holds a semicolon; one condition is allowed")]
    public async Task Build_RowsThatCannotBeHad_SaysWhy(string file, string column, string where, string expected)
    {
        Write("rows.csv", "id,x,c,y\n1,1,a,1\n2,2,b,2\n");
        var definition = TrainingDefinitionReader.Read($$"""
            model: m
            task: regression
            data:
              path: {{_directory.File(file)}}
              format: csv
              label: y
              {{where}}
            split: { by: hash, key: [id] }
            inputs: { numeric: [{{column}}] }
            network: { kind: mlp }
            """);

        var exception = await Assert.ThrowsAsync<TrainingDataException>(() => BuildAsync(definition));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_OneOfTheFilesLacksAColumn_NamesTheFile()
    {
        Write("a.csv", "id,x,c,y\n1,1,a,1\n");
        Write("b.csv", "id,x,y\n1,1,1\n");

        var exception = await Assert.ThrowsAsync<TrainingDataException>(() => BuildAsync(Regression("*.csv", "csv", "split: { by: hash, key: [id] }")));

        Assert.Equal($"'{_directory.File("b.csv")}' has no column 'c'; it has id, x, y", Assert.Single(exception.Violations));
    }

    [Fact]
    public async Task Build_TextsThatLookLikeSomethingElse_StayWhatTheyAre()
    {
        Write("rows.csv", "part,x,c,y\ntrain,1,007,0\ntrain,2, 007 ,1\ntrain,3,true,1\ntrain,4,1e3,1\nvalidation,1,a,4\ntest,1,a,5\n");

        await BuildAsync(Regression("rows.csv", "csv", "split: { by: column, column: part }"));

        Assert.Equal("007,007,true,1e3", Query($"select string_agg(\"input.c\", ',' order by row) from read_parquet('{_directory.File("table/train.parquet")}')"));
    }

    [Fact]
    public async Task Build_QuoteThatIsNeverClosed_IsRefused()
    {
        Write("rows.csv", "id,x,c,y\n1,1,\"a,1\n" + string.Concat(Enumerable.Range(2, 100).Select(static row => $"{row},1,b,1\n")));

        await Assert.ThrowsAsync<TrainingDataException>(() => BuildAsync(Regression("rows.csv", "csv", "split: { by: hash, key: [id] }")));
    }

    [Fact]
    public async Task Build_CompressedFileIsCutShort_IsRefused()
    {
        using (var file = new GZipStream(File.Create(_directory.File("whole")), CompressionLevel.Optimal))
            file.Write(System.Text.Encoding.UTF8.GetBytes("id,x,c,y\n" + string.Concat(Enumerable.Range(0, 20_000).Select(static row => $"{row},{row % 7919},k{row % 11},1\n"))));
        File.WriteAllBytes(_directory.File("rows.csv.gz"), File.ReadAllBytes(_directory.File("whole"))[..^100]);

        await Assert.ThrowsAsync<TrainingDataException>(() => BuildAsync(Regression("rows.csv.gz", "csv", "split: { by: hash, key: [id] }")));
    }

    private string Files => $"read_parquet('{_directory.File("table")}/*.parquet')";

    private Task<TrainingTable> BuildAsync(TrainingDefinition definition) =>
        new TrainingTableBuilder(new HistoryQueryOptions()).BuildAsync(definition, _directory.File("table"));

    private TrainingDefinition Regression(string file, string format, string split) => TrainingDefinitionReader.Read($$"""
        model: m
        task: regression
        data: { path: {{_directory.File(file)}}, format: {{format}}, label: y }
        {{split}}
        inputs: { numeric: [x], categorical: [c] }
        network: { kind: mlp }
        """);

    private void Write(string file, string content) => File.WriteAllText(_directory.File(file), content);

    private static string Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    private sealed class Near : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => Math.Abs(x - y) < 1e-5;

        public int GetHashCode(float obj) => 0;
    }
}
