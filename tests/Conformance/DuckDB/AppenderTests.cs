using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace OrleansML.Conformance.DuckDB;

/// <summary>
/// Values have variables here: the compiler takes a literal like 1 for the overload of <see cref="sbyte"/>, which is wrong for any other
/// column.
/// </summary>
public sealed class AppenderTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private long Rows => _database.Value<long>("SELECT count(*) FROM t");

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Rows_OverManyChunks_AreAllThere()
    {
        _database.Execute("CREATE TABLE t (i BIGINT, d DOUBLE, s VARCHAR, l INT[])");
        using (var appender = _database.Connection.CreateAppender("t"))
        {
            for (var index = 0; index < 10_000; index++)
            {
                long? number = index % 7 == 0 ? null : index;
                appender.CreateRow().AppendValue(number).AppendValue(index / 2d).AppendValue($"row {index}")
                    .AppendValue(Enumerable.Range(0, index % 5).ToArray()).EndRow();
            }
        }

        Assert.Equal(10_000L, Rows);
        Assert.Equal(0L, _database.Value<long>(
            """
            SELECT count(*) FROM (SELECT *, row_number() OVER () - 1 AS n FROM t)
            WHERE d != n / 2 OR s != 'row ' || n OR l != range(n % 5)::INT[] OR (i IS NULL) != (n % 7 = 0) OR i != n
            """));
    }

    [Fact]
    public void Row_WithTooFewValues_IsDroppedAndTheAppenderTakesNoMore()
    {
        _database.Execute("CREATE TABLE t (i INT, j INT)");
        var one = 1;
        using (var appender = _database.Connection.CreateAppender("t"))
        {
            appender.CreateRow().AppendValue(one).AppendValue(one).EndRow();
            var error = Assert.Throws<InvalidOperationException>(() => appender.CreateRow().AppendValue(one).EndRow());
            Assert.Equal("The table t has 2 columns but you specified only 1 values", error.Message);
            Assert.Throws<InvalidOperationException>(() => appender.CreateRow());
        }

        // The rows before it are kept.
        Assert.Equal(1L, Rows);
    }

    [Fact]
    public void Row_WithTooManyValues_Throws()
    {
        _database.Execute("CREATE TABLE t (i INT)");
        var one = 1;
        using (var appender = _database.Connection.CreateAppender("t"))
            Assert.Throws<IndexOutOfRangeException>(() => appender.CreateRow().AppendValue(one).AppendValue(one));
        Assert.Equal(1L, Rows);
    }

    [Fact]
    public void Row_WithoutEndRow_IsThereOnceComplete()
    {
        _database.Execute("CREATE TABLE t (i INT)");
        int one = 1, two = 2;
        using (var appender = _database.Connection.CreateAppender("t"))
        {
            appender.CreateRow().AppendValue(one);
            appender.CreateRow().AppendValue(two);
        }

        Assert.Equal([1, 2], _database.Column<int>("SELECT i FROM t"));
    }

    [Fact]
    public void AppendRow_WithAndWithoutState_AppendsOrEndsTheAppender()
    {
        _database.Execute("CREATE TABLE t (i INT, j INT)");
        var one = 1;
        using (var appender = _database.Connection.CreateAppender("t"))
        {
            appender.AppendRow(row => row.AppendValue(one).AppendValue(one));
            appender.AppendRow(5, (row, state) => row.AppendValue(state).AppendValue(state));
            Assert.Throws<TimeoutException>(() => appender.AppendRow(_ => throw new TimeoutException()));
            Assert.Throws<InvalidOperationException>(() => appender.CreateRow());
        }

        Assert.Equal([2, 10], _database.Column<int>("SELECT i + j FROM t"));
    }

    [Theory]
    [InlineData("i INT NOT NULL")]
    [InlineData("i INT CHECK (i IS NOT NULL AND i < 4000)")]
    public void Close_WithARowThatTheTableRefuses_ThrowsAndLeavesTheTable(string columns)
    {
        _database.Execute($"CREATE TABLE t ({columns})");
        var appender = _database.Connection.CreateAppender("t");
        var error = Assert.Throws<DuckDBException>(() =>
        {
            for (var index = 0; index < 5_000; index++)
                appender.CreateRow().AppendValue(index == 4_500 ? null : (int?)(index / 2)).EndRow();
            appender.Close();
        });
        Assert.Equal(DuckDBErrorType.Constraint, error.ErrorType);
        Assert.Equal(0L, Rows);
        Assert.Equal(1, _database.Value<int>("SELECT 1"));
    }

    [Fact]
    public void Close_WithADuplicateKey_ThrowsAndLeavesTheTable()
    {
        _database.Execute("CREATE TABLE t (i INT PRIMARY KEY); INSERT INTO t VALUES (7)");
        var seven = 7;
        var appender = _database.Connection.CreateAppender("t");
        appender.CreateRow().AppendValue(seven).EndRow();
        Assert.Equal(DuckDBErrorType.Constraint, Assert.Throws<DuckDBException>(appender.Close).ErrorType);
        Assert.Equal([7], _database.Column<int>("SELECT i FROM t"));
    }

    [Fact]
    public void Rows_InATransactionThatIsRolledBack_AreDropped()
    {
        _database.Execute("CREATE TABLE t (i INT)");
        var one = 1;
        using (var transaction = _database.Connection.BeginTransaction())
        {
            using (var appender = _database.Connection.CreateAppender("t"))
                appender.CreateRow().AppendValue(one).EndRow();
            Assert.Equal(1L, Rows);
            transaction.Rollback();
        }

        Assert.Equal(0L, Rows);
    }

    [Fact]
    public void Value_OfAnotherKind_Throws()
    {
        _database.Execute("CREATE TYPE letter AS ENUM ('a', 'b')");
        Refuses<InvalidOperationException>("i INT", row => row.AppendValue("x"));
        Refuses<InvalidOperationException>("t TIME", row => row.AppendValue(TimeSpan.FromHours(1)));
        Refuses<InvalidOperationException>("t TIMESTAMP", row => row.AppendValue(DateTimeOffset.UnixEpoch));
        Refuses<InvalidOperationException>("e letter", row => row.AppendValue("q"));
        Refuses<InvalidOperationException>("e letter", row => row.AppendValue(DayOfWeek.Saturday));
        Refuses<InvalidOperationException>("l INT[2]", row => row.AppendValue(new[] { 1 }));
        Refuses<InvalidOperationException>("l INT[]", row => row.AppendValue(Enumerable.Range(0, 2).Select(i => i)));
        Refuses<NotImplementedException>("m MAP(VARCHAR, INT)", row => row.AppendNullValue());
        Refuses<NotImplementedException>("s STRUCT(a INT)", row => row.AppendNullValue());
    }

    [Fact]
    public void Decimal_WithTooManyDigits_ThrowsAndOthersAreCut()
    {
        Refuses<OverflowException>("d DECIMAL(4,2)", row => row.AppendValue(123.4m));
        Refuses<OverflowException>("d DECIMAL(9,0)", row => row.AppendValue(1_000_000_000m));
        Refuses<OverflowException>("d DECIMAL(18,10)", row => row.AppendValue(-123_456_789m));
        Refuses<OverflowException>("d DECIMAL(20,0)", row => row.AppendValue(decimal.MaxValue));
        Refuses<OverflowException>("d DECIMAL(38,30)", row => row.AppendValue(decimal.MaxValue));
        _database.Execute("CREATE OR REPLACE TABLE t (d DECIMAL(4,2), e DECIMAL(38,10))");
        using (var appender = _database.Connection.CreateAppender("t"))
            appender.CreateRow().AppendValue(-1.239m).AppendValue(1.23456789019m).EndRow();
        Assert.Equal((-1.23m, 1.2345678901m), _database.Read("SELECT d, e FROM t", reader => (reader.GetDecimal(0), reader.GetDecimal(1))));
    }

    [Fact]
    public void Lists_WithNullsAndOfEveryDepth_AreAppended()
    {
        _database.Execute("CREATE TABLE t (l INT[], m INT[][], n VARCHAR[], a DOUBLE[2])");
        using (var appender = _database.Connection.CreateAppender("t"))
        {
            appender.CreateRow().AppendValue(new int?[] { 3, null }).AppendValue(new List<List<int>> { new() { 1 }, new() })
                .AppendValue(new[] { "a", null }).AppendValue(new[] { 0.5, 1.5 }).EndRow();
            appender.CreateRow().AppendNullValue().AppendValue((List<List<int>>?)null).AppendNullValue().AppendNullValue().EndRow();
        }

        Assert.Equal(
            ["[3, NULL] [[1], []] [a, NULL] [0.5, 1.5]", "- - - -"],
            _database.Column<string>(
                """
                SELECT concat_ws(' ', coalesce(l::VARCHAR, '-'), coalesce(m::VARCHAR, '-'), coalesce(n::VARCHAR, '-'), coalesce(a::VARCHAR, '-'))
                FROM t
                """));
    }

    [Fact]
    public void Lists_LongerThanAChunk_AreAppended()
    {
        _database.Execute("CREATE TABLE t (l BIGINT[])");
        using (var appender = _database.Connection.CreateAppender("t"))
        {
            for (var length = 0L; length < 300; length++)
                appender.CreateRow().AppendValue(Enumerable.Range(0, (int)length * 10).Select(i => (long)i).ToList()).EndRow();
        }

        Assert.Equal(0L, _database.Value<long>(
            "SELECT count(*) FROM (SELECT l, row_number() OVER () - 1 AS n FROM t) WHERE l != range(n * 10)"));
    }

    [Fact]
    public void AppendDefault_TakesTheDefaultOfTheColumn()
    {
        _database.Execute("CREATE TABLE t (i INT, j INT DEFAULT 42)");
        var one = 1;
        using (var appender = _database.Connection.CreateAppender("t"))
            appender.CreateRow().AppendValue(one).AppendDefault().EndRow();
        Assert.Equal(42, _database.Value<int>("SELECT j FROM t"));
    }

    [Fact]
    public void Clear_DropsWhatWasAppended()
    {
        _database.Execute("CREATE TABLE t (i INT)");
        using (var appender = _database.Connection.CreateAppender("t"))
        {
            for (var index = 0; index < 3_000; index++)
                appender.CreateRow().AppendValue(index).EndRow();
            appender.Clear();
            var seven = 7;
            appender.CreateRow().AppendValue(seven).EndRow();
        }

        Assert.Equal([7], _database.Column<int>("SELECT i FROM t"));
    }

    [Fact]
    public void Appender_AfterClose_Throws()
    {
        _database.Execute("CREATE TABLE t (i INT)");
        var appender = _database.Connection.CreateAppender("t");
        appender.Close();
        appender.Dispose();
        Assert.Throws<InvalidOperationException>(() => appender.CreateRow());
        Assert.Throws<InvalidOperationException>(appender.Clear);
    }

    [Fact]
    public void CreateAppender_ForNoTable_ThrowsDuckDBsText()
    {
        var error = Assert.Throws<DuckDBException>(() => _database.Connection.CreateAppender("missing"));
        Assert.Contains("missing", error.Message);
        Assert.Equal(DuckDBErrorType.Catalog, error.ErrorType);
        Assert.Throws<DuckDBException>(() => _database.Connection.CreateAppender("nowhere", "missing"));
    }

    [Fact]
    public void CreateAppender_WithSchemaAndCatalog_FindsTheTable()
    {
        _database.Execute("CREATE SCHEMA s; CREATE TABLE s.t (i INT)");
        var one = 1;
        using (var appender = _database.Connection.CreateAppender("s", "t"))
            appender.CreateRow().AppendValue(one).EndRow();
        using (var appender = _database.Connection.CreateAppender("memory", "s", "t"))
            appender.CreateRow().AppendValue(one).EndRow();
        Assert.Equal(2L, _database.Value<long>("SELECT count(*) FROM s.t"));
    }

    [StandInFact]
    public void Number_OfAnotherWidth_IsRefused()
    {
        int number = 5;
        long wide = 5;
        Refuses<InvalidOperationException>("i BIGINT", row => row.AppendValue(number));
        Refuses<InvalidOperationException>("i INT", row => row.AppendValue(wide));
        Refuses<InvalidOperationException>("i INT", row => row.AppendValue(5));
        Refuses<InvalidOperationException>("i DOUBLE", row => row.AppendValue(number));
        Refuses<InvalidOperationException>("i DOUBLE", row => row.AppendValue(5f));
        Refuses<InvalidOperationException>("i HUGEINT", row => row.AppendValue(number));
        Refuses<InvalidOperationException>("i INT[]", row => row.AppendValue(new List<long> { 1 }));
        Refuses<InvalidOperationException>("i TIMESTAMP", row => row.AppendValue(new DateOnly(2024, 1, 1)));
        Refuses<InvalidOperationException>("i TIME", row => row.AppendValue(new DateTime(2024, 1, 1)));
    }

    [StandInFact]
    public void Text_WithAZeroCharacter_IsAppendedWhole()
    {
        _database.Execute("CREATE TABLE t (s VARCHAR)");
        using (var appender = _database.Connection.CreateAppender("t"))
            appender.CreateRow().AppendValue("a\0b").EndRow();
        Assert.Equal("a\0b", _database.Value<string>("SELECT s FROM t"));
    }

    private void Refuses<TException>(string column, Action<IDuckDBAppenderRow> append)
        where TException : Exception
    {
        _database.Execute($"CREATE OR REPLACE TABLE t ({column})");
        Assert.Throws<TException>(() =>
        {
            using var appender = _database.Connection.CreateAppender("t");
            append(appender.CreateRow());
        });
        Assert.Equal(0L, Rows);
    }
}
