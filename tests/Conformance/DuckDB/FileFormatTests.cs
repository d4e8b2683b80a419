namespace OrleansML.Conformance.DuckDB;

/// <summary>What the platform keeps its data in: Parquet, CSV and JSON, and joins as of a point in time.</summary>
public sealed class FileFormatTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("duckdb-conformance-");
    private readonly TestDatabase _database = new();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("parquet", "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)", "read_parquet")]
    [InlineData("csv", "(FORMAT csv, HEADER)", "read_csv")]
    [InlineData("json", "(FORMAT json)", "read_json")]
    public void Copy_ToAFile_IsReadBack(string extension, string options, string function)
    {
        var path = Path.Combine(_folder.FullName, "rows." + extension);
        var rows = _database.Execute(
            $"""
            COPY (SELECT range AS id, range / 2 AS half, 'name ' || range AS name, DATE '2024-01-01' + range::INT AS day FROM range(5000))
            TO '{path}' {options}
            """);
        Assert.Equal(5000, rows);

        using var command = _database.Command($"SELECT id, half, name, day FROM {function}('{path}') WHERE id >= 4998 ORDER BY id");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal((4998L, 2499d, "name 4998"), (reader.GetInt64(0), reader.GetDouble(1), reader.GetString(2)));
        Assert.Equal(new DateOnly(2037, 9, 7), reader.GetFieldValue<DateOnly>(3));
        Assert.True(reader.Read());
        Assert.False(reader.Read());
    }

    [Fact]
    public void AsOfJoin_OfEventsAndValues_TakesTheLatestBefore()
    {
        _database.Execute(
            """
            CREATE TABLE event (entity INT, time TIMESTAMP);
            INSERT INTO event VALUES (1, '2024-01-01 10:00'), (1, '2024-01-01 12:00'), (2, '2024-01-01 10:00'), (2, '2024-01-01 08:00');
            CREATE TABLE feature (entity INT, time TIMESTAMP, value DOUBLE);
            INSERT INTO feature VALUES
                (1, '2024-01-01 09:00', 1), (1, '2024-01-01 10:00', 2), (1, '2024-01-01 12:01', 3), (2, '2024-01-01 09:00', 4);
            """);
        Assert.Equal(
            ["1 10 2.0", "1 12 2.0", "2 8 NULL", "2 10 4.0"],
            _database.Column<string>(
                """
                SELECT format('{} {} {}', event.entity, hour(event.time), coalesce(value::VARCHAR, 'NULL'))
                FROM event ASOF LEFT JOIN feature ON event.entity = feature.entity AND event.time >= feature.time
                ORDER BY event.entity, event.time
                """));
    }
}
