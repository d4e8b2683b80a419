using System.Data;
using System.Numerics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace OrleansML.Conformance.DuckDB;

public sealed class ParameterTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public static TheoryData<object, string, DbType> Values => new()
    {
        { true, "BOOLEAN", DbType.Boolean },
        { (sbyte)1, "TINYINT", DbType.SByte },
        { (short)1, "SMALLINT", DbType.Int16 },
        { 1, "INTEGER", DbType.Int32 },
        { 1L, "BIGINT", DbType.Int64 },
        { (byte)1, "UTINYINT", DbType.Byte },
        { (ushort)1, "USMALLINT", DbType.UInt16 },
        { 1u, "UINTEGER", DbType.UInt32 },
        { 1ul, "UBIGINT", DbType.UInt64 },
        { 1.5f, "FLOAT", DbType.Single },
        { 1.5, "DOUBLE", DbType.Double },
        { 1000m, "DECIMAL(4,0)", DbType.Currency },
        { -1.230m, "DECIMAL(4,3)", DbType.Currency },
        { decimal.MaxValue, "DECIMAL(29,0)", DbType.Currency },
        { 0.00m, "DECIMAL(3,2)", DbType.Currency },
        { new BigInteger(5), "HUGEINT", DbType.VarNumeric },
        { BigInteger.Pow(2, 127), "UHUGEINT", DbType.VarNumeric },
        { BigInteger.Pow(2, 128), "BIGNUM", DbType.VarNumeric },
        { -BigInteger.Pow(2, 128), "BIGNUM", DbType.VarNumeric },
        { "é", "VARCHAR", DbType.String },
        { Guid.Parse("123e4567-e89b-12d3-a456-426614174000"), "UUID", DbType.Guid },
        { new DateOnly(2024, 2, 29), "DATE", DbType.Date },
        { new TimeOnly(1, 2, 3), "TIME", DbType.Time },
        { new DateTime(2024, 2, 29, 1, 2, 3), "TIMESTAMP", DbType.DateTime },
        { TimeSpan.FromMinutes(-90), "INTERVAL", DbType.Object },
        { new List<int> { 1, 2 }, "INTEGER[]", DbType.Object },
        { new List<int>(), "INTEGER[]", DbType.Object },
        { new List<List<int>> { new() { 1 }, new() }, "INTEGER[][]", DbType.Object },
        { new List<string?> { "a", null }, "VARCHAR[]", DbType.Object },
    };

    public void Dispose() => _database.Dispose();

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_WithoutKnownTarget_HasTheTypeThatFits(object value, string type, DbType dbType)
    {
        Assert.Equal(dbType, new DuckDBParameter(value).DbType);
        _database.Read("SELECT ?, typeof(?)", reader =>
        {
            Assert.Equal(type, reader.GetString(1));
            Assert.Equal(value, reader.GetValue(0));
            return true;
        }, value, value);
    }

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Value_ForAColumnOfAnotherType_IsConverted(string type, object value, string text)
    {
        _database.Execute($"SET TimeZone = 'UTC'; CREATE TABLE t (v {type})");
        _database.Execute("INSERT INTO t VALUES (?)", value);
        Assert.Equal(text, _database.Value<string>("SELECT v::VARCHAR FROM t"));
    }

    public static TheoryData<string, object, string> Conversions => new()
    {
        { "INT[]", new int?[] { 1, null }, "[1, NULL]" },
        { "BIGINT[]", new[] { 1, 2 }, "[1, 2]" },
        { "INT[2]", new[] { 1, 2 }, "[1, 2]" },
        { "DOUBLE", 1, "1.0" },
        { "DOUBLE", 1.5m, "1.5" },
        { "INT", "5", "5" },
        { "INT", 1.7, "2" },
        { "INT", 2.5m, "2" },
        { "BIGINT", -3.5m, "-4" },
        { "UTINYINT", DayOfWeek.Friday, "5" },
        { "SMALLINT", true, "1" },
        { "INT[]", new byte[] { 0, 255 }, "[0, 255]" },
        { "VARCHAR", 5, "5" },
        { "HUGEINT", 5, "5" },
        { "BOOLEAN", 1, "true" },
        { "DECIMAL(4,2)", 1.239m, "1.24" },
        { "DATE", new DateTime(2024, 2, 29, 5, 0, 0), "2024-02-29" },
        { "DATE", "2024-02-29", "2024-02-29" },
        { "TIME", new DateTime(2024, 2, 29, 5, 0, 0), "05:00:00" },
        { "TIME", TimeSpan.FromHours(1), "01:00:00" },
        { "TIMETZ", TimeSpan.FromHours(1), "01:00:00+00" },
        { "VARCHAR", TimeSpan.FromHours(30), "1.06:00:00" },
        { "TIMESTAMP", new DateOnly(2024, 2, 29), "2024-02-29 00:00:00" },
        { "TIMESTAMP", new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(2)), "2024-02-28 23:02:03" },
        { "TIMESTAMP_S", new DateTime(2024, 2, 29, 5, 0, 1).AddTicks(1_234_567), "2024-02-29 05:00:01" },
        { "TIMESTAMP_S", new DateTime(2024, 2, 29, 5, 0, 1).AddTicks(9_999_999), "2024-02-29 05:00:01" },
        { "TIMESTAMP_MS", new DateTime(2024, 2, 29, 5, 0, 1).AddTicks(9_999_999), "2024-02-29 05:00:01.999" },
        { "TIMESTAMP_S", new DateTime(1960, 1, 2, 3, 4, 5).AddTicks(1_000_000), "1960-01-02 03:04:06" },
        { "TIMESTAMP_NS", new DateTime(2024, 2, 29, 5, 0, 1).AddTicks(1_234_567), "2024-02-29 05:00:01.1234567" },
        { "TIMESTAMPTZ", new DateTime(2024, 2, 29), "2024-02-29 00:00:00+00" },
        { "UUID", "123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174000" },
        { "BIT", "101", "101" },
        { "ENUM('Monday','Sunday')", DayOfWeek.Sunday, "Sunday" },
    };

    [Theory]
    [InlineData("INT", "x")]
    [InlineData("INT", 3_000_000_000L)]
    [InlineData("TINYINT", 300)]
    [InlineData("INT", double.NaN)]
    [InlineData("INT[2]", new[] { 1 })]
    [InlineData("ENUM('a')", "q")]
    public void Value_ThatDoesNotFitTheColumn_Throws(string type, object value)
    {
        _database.Execute($"CREATE TABLE t (v {type})");
        var error = Assert.Throws<DuckDBException>(() => _database.Execute("INSERT INTO t VALUES (?)", value));
        Assert.Equal(DuckDBErrorType.Conversion, error.ErrorType);
        Assert.Equal(0L, _database.Value<long>("SELECT count(*) FROM t"));
    }

    // Written out by DuckDB, a time of day that is none would end the process.
    [Theory]
    [InlineData(-1)]
    [InlineData(864_000_000_010)]
    [InlineData(long.MaxValue)]
    public void TimeSpan_ThatIsNoTimeOfDay_Throws(long ticks) =>
        Assert.Throws<DuckDBException>(() => _database.Value<string>("SELECT ?::TIME::VARCHAR", TimeSpan.FromTicks(ticks)));

    [Fact]
    public void BigInteger_ThatDoesNotFit_Throws()
    {
        var value = BigInteger.Pow(2, 128);
        Assert.Throws<DuckDBException>(() => _database.Value<long>("SELECT ?::BIGINT", value));
        Assert.Throws<ArgumentOutOfRangeException>(() => _database.Value<BigInteger>("SELECT ?::HUGEINT", value));
    }

    [Fact]
    public void ListItem_ThatDoesNotFit_Throws() =>
        Assert.Throws<DuckDBException>(() => _database.Value<List<DateTime>>("SELECT ?::TIMESTAMP[]", new List<int> { 1 }));

    [Fact]
    public void Position_OfEveryWriting_IsBound()
    {
        Assert.Equal(-4, _database.Value<int>("SELECT ? - ?", 1, 5));
        Assert.Equal(4, _database.Value<int>("SELECT $2 - $1", 1, 5));
        Assert.Equal(2, _database.Value<int>("SELECT $1 + $1", 1));
        Assert.Equal(1, _database.Value<int>("SELECT ?", 1, 2));
        Assert.Equal(7, _database.Value<int>("CREATE TABLE t (i INT); SELECT ?", 7));
    }

    [Fact]
    public void Name_InAnyCase_IsBound()
    {
        Assert.Equal(3, _database.Value<int>("SELECT $a + $B", new DuckDBParameter("b", 2), new DuckDBParameter("A", 1)));
        Assert.Equal(1, _database.Value<int>("SELECT $a", new DuckDBParameter("a", 1), new DuckDBParameter("unused", 2)));
    }

    [Fact]
    public void Count_TooSmall_Throws()
    {
        Assert.Equal(
            "Invalid number of parameters. Expected 2, got 1",
            Assert.Throws<InvalidOperationException>(() => _database.Value<int>("SELECT ? + ?", 1)).Message);
        Assert.Throws<InvalidOperationException>(() => _database.Value<int>("SELECT $a"));
    }

    [Fact]
    public void Name_ThatIsMissing_Throws()
    {
        var error = Assert.Throws<DuckDBException>(
            () => _database.Value<int>("SELECT $a + $b", new DuckDBParameter("a", 1), new DuckDBParameter("c", 2)));
        Assert.Equal(DuckDBErrorType.InvalidInput, error.ErrorType);
        Assert.Contains("Values were not provided for the following prepared statement parameters: b", error.Message);
    }

    [Fact]
    public void Null_OfEitherKind_IsNull()
    {
        Assert.Equal(DBNull.Value, _database.Value<object>("SELECT ?", DBNull.Value));
        Assert.Equal(DBNull.Value, _database.Value<object>("SELECT ?", [null]));
    }

    [Fact]
    public void Infinity_AsDate_IsBound() =>
        Assert.True(_database.Value<DuckDBDateOnly>("SELECT ?", DuckDBDateOnly.PositiveInfinity).IsPositiveInfinity);

    [Fact]
    public void Dictionary_AsValue_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => _database.Value<object>("SELECT ?", new Dictionary<string, int> { ["a"] = 1 }));

    [Fact]
    public void Collection_ByNameAndPosition_FindsParameters()
    {
        var parameters = new DuckDBParameterCollection { new DuckDBParameter("a", 1), new DuckDBParameter("b", 2) };
        Assert.Equal((2, 1, -1, false), (parameters.Count, parameters.IndexOf("b"), parameters.IndexOf("q"), parameters.Contains("A")));
        Assert.Equal(2, parameters["b"].Value);
        parameters.RemoveAt("a");
        Assert.Same(parameters[0], parameters["b"]);
        Assert.Throws<IndexOutOfRangeException>(() => parameters["q"]);
        Assert.Throws<InvalidCastException>(() => parameters.Add("no parameter"));
    }

    [Fact]
    public void DbType_AfterTheValueChanged_FollowsIt()
    {
        var parameter = new DuckDBParameter();
        Assert.Equal((DbType.String, string.Empty), (parameter.DbType, parameter.ParameterName));
        parameter.Value = 5;
        Assert.Equal(DbType.Int32, parameter.DbType);
        parameter.Value = null;
        Assert.Equal(DbType.Object, parameter.DbType);
    }
}
