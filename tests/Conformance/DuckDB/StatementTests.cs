using System.Data;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace OrleansML.Conformance.DuckDB;

public sealed class StatementTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void ExecuteNonQuery_OfSeveralStatements_CountsAllChanges()
    {
        Assert.Equal(3, _database.Execute("CREATE TABLE t (i INT); INSERT INTO t VALUES (1), (2); INSERT INTO t VALUES (3)"));
        Assert.Equal(3, _database.Execute("UPDATE t SET i = i + 1"));
        Assert.Equal(2, _database.Execute("DELETE FROM t WHERE i > 2"));
        Assert.Equal(0, _database.Execute("SELECT 1"));
        Assert.Equal(0, _database.Execute("INSERT INTO t VALUES (9) RETURNING i"));
    }

    [Fact]
    public void ExecuteReader_OfSeveralStatements_GivesTheirResultsInTurn()
    {
        using var command = _database.Command("SELECT 1; CREATE TABLE t (i INT); SELECT 2 AS b, 3");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(1, reader.GetInt32(0));
        Assert.True(reader.NextResult());
        Assert.Equal((2, "b"), (reader.FieldCount, reader.GetName(0)));
        Assert.True(reader.Read());
        Assert.Equal(3, reader.GetInt32(1));
        Assert.False(reader.NextResult());
        Assert.False(reader.Read());
    }

    [Fact]
    public void ExecuteReader_WithoutNextResult_LeavesLaterStatementsOut()
    {
        using (var command = _database.Command("SELECT 1; CREATE TABLE later (i INT)"))
            Assert.Equal(1, command.ExecuteScalar());
        Assert.Equal(0L, _database.Value<long>("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'later'"));
    }

    [Fact]
    public void ExecuteReader_OfStatementsWithoutResult_HasNoColumns()
    {
        using var command = _database.Command("CREATE TABLE t (i INT)");
        using var reader = command.ExecuteReader();
        Assert.Equal((0, false, false), (reader.FieldCount, reader.HasRows, reader.Read()));
    }

    [Fact]
    public void ExecuteScalar_OfNullAndOfNothing_DiffersBetweenThem()
    {
        Assert.Equal(DBNull.Value, _database.Command("SELECT NULL").ExecuteScalar());
        Assert.Null(_database.Command("SELECT 1 WHERE false").ExecuteScalar());
        Assert.Null(_database.Command("CREATE TABLE t (i INT)").ExecuteScalar());
    }

    [Theory]
    [InlineData("SELEC 1", "Parser Error: syntax error at or near \"SELEC\"", DuckDBErrorType.Invalid)]
    [InlineData("SELECT 1; SELEC 2", "Parser Error: syntax error at or near \"SELEC\"", DuckDBErrorType.Invalid)]
    [InlineData("SELECT * FROM missing", "Catalog Error: Table with name missing does not exist!", DuckDBErrorType.Invalid)]
    [InlineData("SELECT a FROM range(3)", "Binder Error: Referenced column \"a\" not found in FROM clause!", DuckDBErrorType.Invalid)]
    [InlineData("SELECT 'x'::INT", "Conversion Error: Could not convert string 'x' to INT32", DuckDBErrorType.Conversion)]
    [InlineData("INSERT INTO u VALUES (1, 1)", "Constraint Error: Duplicate key \"id: 1\" violates primary key", DuckDBErrorType.Constraint)]
    [InlineData("INSERT INTO u VALUES (2, NULL)", "Constraint Error: NOT NULL constraint failed: u.v", DuckDBErrorType.Constraint)]
    public void Execute_OfWhatDuckDBRefuses_ThrowsItsText(string sql, string message, DuckDBErrorType type)
    {
        _database.Execute("CREATE TABLE u (id INT PRIMARY KEY, v INT NOT NULL); INSERT INTO u VALUES (1, 1)");
        var error = Assert.Throws<DuckDBException>(() => _database.Execute(sql));
        Assert.StartsWith(message, error.Message);
        Assert.Equal(type, error.ErrorType);
        // The connection goes on.
        Assert.Equal(1L, _database.Value<long>("SELECT count(*) FROM u"));
    }

    [Fact]
    public void NextResult_ToAStatementThatFails_Throws()
    {
        using var command = _database.Command("SELECT 1; SELECT * FROM missing");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.StartsWith("Catalog Error", Assert.Throws<DuckDBException>(() => reader.NextResult()).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-- nothing")]
    public void Execute_OfNoStatement_Throws(string sql) => Assert.Throws<DuckDBException>(() => _database.Execute(sql));

    [Fact]
    public void Execute_OnAClosedConnection_Throws()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        using var command = new DuckDBCommand("SELECT 1", connection);
        var error = Assert.Throws<InvalidOperationException>(() => command.ExecuteNonQuery());
        Assert.Equal("ExecuteNonQuery requires an open connection", error.Message);
        Assert.Throws<InvalidOperationException>(() => command.ExecuteScalar());
        Assert.Throws<InvalidOperationException>(() => command.ExecuteReader());
        Assert.Throws<InvalidOperationException>(() => command.Cancel());
        Assert.Throws<InvalidOperationException>(() => new DuckDBCommand("SELECT 1").ExecuteScalar());
    }

    [Fact]
    public async Task AsynchronousMethods_GiveWhatTheOthersGive()
    {
        using var command = _database.Command("SELECT 42");
        Assert.Equal(42, await command.ExecuteScalarAsync());
        Assert.Equal(0, await command.ExecuteNonQueryAsync());
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.Default);
        Assert.True(await reader.ReadAsync());
        Assert.Equal(42, await reader.GetFieldValueAsync<int>(0));
        Assert.False(await reader.IsDBNullAsync(0));
        Assert.False(await reader.NextResultAsync());
    }
}
