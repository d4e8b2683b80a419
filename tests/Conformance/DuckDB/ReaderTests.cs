using System.Collections;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace OrleansML.Conformance.DuckDB;

public sealed class ReaderTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("1::TINYINT", typeof(sbyte), typeof(sbyte), "TinyInt")]
    [InlineData("1::SMALLINT", typeof(short), typeof(short), "SmallInt")]
    [InlineData("1", typeof(int), typeof(int), "Integer")]
    [InlineData("1::BIGINT", typeof(long), typeof(long), "BigInt")]
    [InlineData("1::UTINYINT", typeof(byte), typeof(byte), "UnsignedTinyInt")]
    [InlineData("1::UBIGINT", typeof(ulong), typeof(ulong), "UnsignedBigInt")]
    [InlineData("1::HUGEINT", typeof(BigInteger), typeof(DuckDBHugeInt), "HugeInt")]
    [InlineData("1::UHUGEINT", typeof(BigInteger), typeof(DuckDBUHugeInt), "UnsignedHugeInt")]
    [InlineData("1::FLOAT", typeof(float), typeof(float), "Float")]
    [InlineData("1::DOUBLE", typeof(double), typeof(double), "Double")]
    [InlineData("true", typeof(bool), typeof(bool), "Boolean")]
    [InlineData("1.5", typeof(decimal), typeof(DuckDBDecimal), "Decimal")]
    [InlineData("'x'", typeof(string), typeof(string), "Varchar")]
    [InlineData("DATE '2024-01-01'", typeof(DateOnly), typeof(DuckDBDateOnly), "Date")]
    [InlineData("TIME '01:00:00'", typeof(TimeOnly), typeof(DuckDBTimeOnly), "Time")]
    [InlineData("TIMESTAMP '2024-01-01'", typeof(DateTime), typeof(DuckDBTimestamp), "Timestamp")]
    [InlineData("TIMESTAMPTZ '2024-01-01'", typeof(DateTime), typeof(DuckDBTimestamp), "TimestampTz")]
    [InlineData("TIMETZ '01:00:00+00'", typeof(DateTimeOffset), typeof(DuckDBTimeTz), "TimeTz")]
    [InlineData("INTERVAL 1 DAY", typeof(TimeSpan), typeof(DuckDBInterval), "Interval")]
    [InlineData("uuid()", typeof(Guid), typeof(Guid), "Uuid")]
    [InlineData("'a'::ENUM('a')", typeof(string), typeof(string), "Enum")]
    [InlineData("[1]", typeof(List<int>), typeof(List<int>), "List")]
    [InlineData("[1]::INT[1]", typeof(List<int>), typeof(List<int>), "Array")]
    [InlineData("{'a': 1}", typeof(Dictionary<string, object>), typeof(Dictionary<string, object>), "Struct")]
    [InlineData("MAP {'a': 1}", typeof(Dictionary<string, int>), typeof(Dictionary<string, int>), "Map")]
    [InlineData("'101'::BIT", typeof(string), typeof(string), "Bit")]
    [InlineData("1::BIGNUM", typeof(BigInteger), typeof(BigInteger), "VarInt")]
    public void Types_OfEveryColumn_AreTold(string expression, Type type, Type providerType, string name) =>
        _database.Read($"SELECT {expression}", reader =>
        {
            Assert.Equal((type, providerType), (reader.GetFieldType(0), reader.GetProviderSpecificFieldType(0)));
            Assert.Equal(name, reader.GetDataTypeName(0));
            Assert.IsType(type, reader.GetValue(0));
            Assert.IsType(providerType, reader.GetProviderSpecificValue(0));
            return true;
        });

    [Fact]
    public void Numbers_AsOtherNumbers_AreConverted()
    {
        Assert.Equal(7, _database.Value<short>("SELECT 7::BIGINT"));
        Assert.Equal(7, _database.Value<long>("SELECT 7::HUGEINT"));
        Assert.Equal(7, _database.Value<double>("SELECT 7"));
        Assert.Equal(1.5m, _database.Value<decimal>("SELECT 1.5::DOUBLE"));
        Assert.Equal(1.5f, _database.Value<float>("SELECT 1.5::DOUBLE"));
        Assert.Equal(1.5, _database.Value<double>("SELECT 1.5::FLOAT"));
        Assert.Equal(float.PositiveInfinity, _database.Value<float>("SELECT 1e300::DOUBLE"));
        Assert.Equal(new BigInteger(5), _database.Value<BigInteger>("SELECT 5::UBIGINT"));
        Assert.Equal(5, _database.Value<long?>("SELECT 5"));
        // Half to even.
        Assert.Equal([2, 2], _database.Column<int>("SELECT unnest([1.5::DOUBLE, 2.5::DOUBLE])"));
    }

    [Fact]
    public void Numbers_ThatDoNotFit_Throw()
    {
        Assert.Throws<InvalidCastException>(() => _database.Value<int>("SELECT 3000000000"));
        Assert.Throws<InvalidCastException>(() => _database.Read("SELECT 3000000000", reader => reader.GetInt32(0)));
        Assert.Throws<InvalidCastException>(() => _database.Read("SELECT -1", reader => reader.GetByte(0)));
        Assert.Throws<InvalidCastException>(() => _database.Read("SELECT 40000", reader => reader.GetInt16(0)));
        Assert.Throws<InvalidCastException>(() => _database.Value<ulong>("SELECT -1"));
        Assert.Throws<InvalidCastException>(() => _database.Value<long>("SELECT 9223372036854775808::HUGEINT"));
        Assert.Throws<InvalidCastException>(() => _database.Value<decimal>("SELECT 1e300::DOUBLE"));
        Assert.Throws<OverflowException>(() => _database.Value<decimal>("SELECT '99999999999999999999999999999999999999'::DECIMAL(38,0)"));
    }

    [Theory]
    [InlineData("100::DECIMAL(38,10)", "100")]
    [InlineData("0.5::DECIMAL(38,38)", "0.5")]
    [InlineData("1.50::DECIMAL(18,2)", "1.50")]
    [InlineData("7922816251426433759354395033.55::DECIMAL(38,2)", "7922816251426433759354395034")]
    [InlineData("-12345678901234567890.123456789::DECIMAL(38,9)", "-12345678901234567890.123456789")]
    public void Decimals_WiderThanADecimal_AreRounded(string expression, string text) =>
        Assert.Equal(text, _database.Value<decimal>("SELECT " + expression).ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void Decimals_WithoutFraction_AreWholeNumbers()
    {
        Assert.Equal(new BigInteger(100), _database.Value<BigInteger>("SELECT 100::DECIMAL(38,10)"));
        Assert.Equal(
            BigInteger.Parse("-99999999999999999999999999999999999999"),
            _database.Value<BigInteger>("SELECT '-99999999999999999999999999999999999999'::DECIMAL(38,0)"));
        Assert.Throws<InvalidCastException>(() => _database.Value<BigInteger>("SELECT 1.5::DECIMAL(2,1)"));
        Assert.Equal(BigInteger.One, _database.Value<BigInteger>("SELECT 'b'::ENUM('a', 'b')"));
    }

    [Theory]
    [InlineData("1969-12-31 23:59:59.999999999", 0)]
    [InlineData("1969-12-31 23:59:59.999999899", -1)]
    [InlineData("1970-01-01 00:00:00.000000199", 1)]
    public void Nanoseconds_BelowATick_AreDroppedTowards1970(string text, long ticks) =>
        Assert.Equal(DateTime.UnixEpoch.Ticks + ticks, _database.Value<DateTime>($"SELECT TIMESTAMP_NS '{text}'").Ticks);

    [Fact]
    public void Values_OfAnotherKind_Throw()
    {
        Assert.Throws<InvalidCastException>(() => _database.Value<int>("SELECT '5'"));
        Assert.Throws<InvalidCastException>(() => _database.Value<string>("SELECT 5"));
        Assert.Throws<InvalidCastException>(() => _database.Value<bool>("SELECT 1"));
        Assert.Throws<InvalidCastException>(() => _database.Value<double>("SELECT 1.5"));
        Assert.Throws<InvalidCastException>(() => _database.Value<double>("SELECT 1::HUGEINT"));
        Assert.Throws<InvalidCastException>(() => _database.Value<byte[]>("SELECT 'a'::BLOB"));
        Assert.Throws<InvalidCastException>(() => _database.Value<DateOnly>("SELECT TIMESTAMP '2024-01-01'"));
        Assert.Throws<InvalidCastException>(() => _database.Value<int[]>("SELECT [1]"));
        Assert.Throws<InvalidCastException>(() => _database.Value<List<object>>("SELECT [1]"));
        Assert.Throws<InvalidCastException>(() => _database.Value<Dictionary<string, object>>("SELECT MAP {'a': 1}"));
        Assert.Throws<InvalidCastException>(() => _database.Value<DayOfWeek>("SELECT 5::HUGEINT"));
    }

    [Fact]
    public void Null_AsTypesWithAndWithoutNull_IsNullOrThrows()
    {
        Assert.Null(_database.Value<int?>("SELECT NULL::INT"));
        Assert.Null(_database.Value<Guid?>("SELECT NULL::UUID"));
        Assert.Equal(DBNull.Value, _database.Value<object>("SELECT NULL"));
        Assert.Equal(DBNull.Value, _database.Read("SELECT NULL", reader => reader[0]));
        Assert.Throws<InvalidCastException>(() => _database.Read("SELECT NULL::INT", reader => reader.GetInt32(0)));
        Assert.Throws<InvalidCastException>(() => _database.Read("SELECT NULL::VARCHAR", reader => reader.GetString(0)));
        Assert.Throws<InvalidCastException>(() => _database.Value<List<int>>("SELECT NULL::INT[]"));
    }

    [Fact]
    public void Nulls_AmongManyRows_AreWhereTheyWere()
    {
        using var command = _database.Command("SELECT CASE WHEN range % 3 = 0 THEN NULL ELSE range END FROM range(10000) ORDER BY range");
        using var reader = command.ExecuteReader();
        for (var row = 0; row < 10_000; row++)
        {
            Assert.True(reader.Read());
            Assert.Equal(row % 3 == 0, reader.IsDBNull(0));
            Assert.Equal(row % 3 == 0 ? null : row, reader.GetFieldValue<long?>(0));
        }

        Assert.False(reader.Read());
        Assert.False(reader.Read());
    }

    [Fact]
    public void Infinities_AsDotNetTypes_Throw()
    {
        Assert.Throws<InvalidOperationException>(() => _database.Value<DateOnly>("SELECT 'infinity'::DATE"));
        Assert.Throws<InvalidOperationException>(() => _database.Value<DateTime>("SELECT '-infinity'::TIMESTAMP"));
        Assert.True(_database.Value<DuckDBTimestamp>("SELECT 'infinity'::TIMESTAMP_MS").IsPositiveInfinity);
        Assert.True(_database.Value<DuckDBTimestamp>("SELECT '-infinity'::TIMESTAMPTZ").IsNegativeInfinity);
        Assert.Throws<ArgumentOutOfRangeException>(() => _database.Value<DateOnly>("SELECT '10000-01-01'::DATE"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _database.Value<TimeOnly>("SELECT TIME '24:00:00'"));
        Assert.Equal(TimeSpan.FromDays(1), _database.Value<TimeSpan>("SELECT TIME '24:00:00'"));
    }

    [Fact]
    public void Interval_WithMonths_IsNoTimeSpan()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _database.Value<TimeSpan>("SELECT INTERVAL 1 MONTH"));
        var interval = _database.Value<DuckDBInterval>("SELECT INTERVAL '14 months 3 days 4 seconds'");
        Assert.Equal(new DuckDBInterval(14, 3, 4_000_000), interval);
        Assert.False(interval.TryConvert(out _));
    }

    [Fact]
    public void Lists_OfEveryDepth_AreRead()
    {
        Assert.Equal([1, 2], _database.Value<List<int>>("SELECT [1, 2]"));
        Assert.Equal([1L, 2L], _database.Value<List<long>>("SELECT [1, 2]"));
        Assert.Equal([1.5f, 2.5f], _database.Value<List<float>>("SELECT [1.5, 2.5]::FLOAT[2]"));
        Assert.Equal([1, null], _database.Value<List<int?>>("SELECT [1, NULL]"));
        Assert.Equal(["a", null], _database.Value<List<string?>>("SELECT ['a', NULL]"));
        Assert.Equal([[1], [], [2, 3]], _database.Value<List<List<int>>>("SELECT [[1], [], [2, 3]]"));
        Assert.Empty(_database.Value<List<int>>("SELECT []::INT[]"));
        Assert.Throws<InvalidCastException>(() => _database.Value<List<int>>("SELECT [1, NULL]"));
        Assert.Throws<InvalidCastException>(() => _database.Value<List<byte>>("SELECT [300]"));
        Assert.Equal([[1, 2], [3, 4]], _database.Column<List<int>>("SELECT unnest([[1, 2]::INT[2], [3, 4]::INT[2]])"));
    }

    [Fact]
    public void StructsAndMaps_AsDictionaries_AreRead()
    {
        var fields = _database.Value<Dictionary<string, object>>("SELECT {'a': 1, 'b': NULL, 'c': {'d': [1, 2]}}");
        Assert.Equal(1, fields["a"]);
        Assert.Null(fields["b"]);
        Assert.Equal(new List<int> { 1, 2 }, ((Dictionary<string, object>)fields["c"])["d"]);
        Assert.Equal(
            new Dictionary<string, int> { ["k"] = 1, ["l"] = 2 },
            _database.Value<Dictionary<string, int>>("SELECT MAP {'k': 1, 'l': 2}"));
        Assert.Equal(
            new Dictionary<string, int?> { ["k"] = null }, _database.Value<Dictionary<string, int?>>("SELECT MAP {'k': NULL::INT}"));
        Assert.Throws<InvalidCastException>(() => _database.Value<Dictionary<string, int>>("SELECT MAP {'k': NULL::INT}"));
        Assert.Single(_database.Value<List<Dictionary<string, object>>>("SELECT [{'a': 1}]"));
    }

    [Fact]
    public void BitsEnumsAndBignums_AreRead()
    {
        Assert.Equal("101100111", _database.Value<string>("SELECT '101100111'::BIT"));
        Assert.Equal([true, false, true], _database.Value<BitArray>("SELECT '101'::BIT").Cast<bool>());
        Assert.Equal(1, _database.Value<int>("SELECT 'b'::ENUM('a', 'b')"));
        Assert.Equal(DayOfWeek.Monday, _database.Value<DayOfWeek>("SELECT 'b'::ENUM('a', 'b')"));
        Assert.Equal(
            BigInteger.Parse("-123456789012345678901234567890"),
            _database.Value<BigInteger>("SELECT '-123456789012345678901234567890'::BIGNUM"));
        var names = string.Join(',', Enumerable.Range(0, 400).Select(i => $"'v{i}'"));
        Assert.Equal("v399", _database.Value<string>($"SELECT 'v399'::ENUM({names})"));
    }

    [Fact]
    public void Getters_BeforeFirstAndAfterLastRow_Throw()
    {
        using var command = _database.Command("SELECT 1");
        using var reader = command.ExecuteReader();
        Assert.Throws<InvalidOperationException>(() => reader.GetInt32(0));
        Assert.Throws<InvalidOperationException>(() => reader.IsDBNull(0));
        Assert.True(reader.Read());
        Assert.Throws<IndexOutOfRangeException>(() => reader.GetInt32(1));
        Assert.Throws<IndexOutOfRangeException>(() => reader.GetInt32(-1));
        Assert.False(reader.Read());
        Assert.Throws<InvalidOperationException>(() => reader.GetInt32(0));
    }

    [Fact]
    public void Columns_ByName_AreFoundInTheirCase() => _database.Read("SELECT 1 AS a, 2 AS B, 3 AS a", reader =>
    {
        Assert.Equal((3, 0, 1, "B"), (reader.FieldCount, reader.GetOrdinal("a"), reader.GetOrdinal("B"), reader.GetName(1)));
        Assert.Equal(2, reader["B"]);
        Assert.Throws<DuckDBException>(() => reader.GetOrdinal("A"));
        return true;
    });

    [Fact]
    public void GetSchemaTable_OfColumns_TellsTypesAndPrecision() => _database.Read("SELECT 1 AS a, 1.5::DECIMAL(10, 3) AS d", reader =>
    {
        var table = reader.GetSchemaTable()!;
        Assert.Equal(
            ["ColumnName", "ColumnOrdinal", "ColumnSize", "NumericPrecision", "NumericScale", "DataType", "AllowDBNull"],
            table.Columns.Cast<DataColumn>().Select(column => column.ColumnName));
        Assert.Equal(new object[] { "a", 0, -1, DBNull.Value, DBNull.Value, typeof(int), true }, table.Rows[0].ItemArray);
        Assert.Equal(new object[] { "d", 1, -1, (byte)10, (byte)3, typeof(decimal), true }, table.Rows[1].ItemArray);
        return true;
    });

    [Fact]
    public void GetValues_OfARow_FillsTheArray() => _database.Read("SELECT 1, NULL", reader =>
    {
        var values = new object[3];
        Assert.Equal(2, reader.GetValues(values));
        Assert.Equal([1, DBNull.Value, null!], values);
        return true;
    });

    [Fact]
    public void HasRows_WithAndWithoutRows_IsTold()
    {
        using var command = _database.Command("SELECT 1 AS a WHERE false; SELECT 2");
        using var reader = command.ExecuteReader();
        Assert.Equal((false, 1, "a"), (reader.HasRows, reader.FieldCount, reader.GetName(0)));
        Assert.False(reader.Read());
        Assert.True(reader.NextResult());
        Assert.True(reader.HasRows);
        Assert.Equal(-1, reader.RecordsAffected);
    }

    [Fact]
    public void Enumeration_OverRows_GivesRecords()
    {
        using var command = _database.Command("SELECT range AS r FROM range(3)");
        using var reader = command.ExecuteReader();
        Assert.Equal([0L, 1L, 2L], reader.Cast<IDataRecord>().Select(record => record["r"]));
    }

    [Fact]
    public void CloseConnection_AsBehavior_ClosesIt()
    {
        using var command = _database.Command("SELECT 1");
        var reader = command.ExecuteReader(CommandBehavior.CloseConnection);
        Assert.False(reader.IsClosed);
        reader.Dispose();
        Assert.True(reader.IsClosed);
        Assert.Equal(ConnectionState.Closed, _database.Connection.State);
    }

    [Fact]
    public void StreamingMode_OverManyRows_GivesThemAll()
    {
        using var command = _database.Command("SELECT range FROM range(100000)");
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        long sum = 0;
        while (reader.Read())
            sum += reader.GetInt64(0);
        Assert.Equal(99_999L * 100_000 / 2, sum);
        Assert.False(reader.Read());
    }

    [Fact]
    public void StreamingMode_WithAnErrorOnTheWay_ThrowsWhileReading()
    {
        using var command = _database.Command("SELECT CASE WHEN range > 50000 THEN error('boom') ELSE range END FROM range(100000)");
        command.UseStreamingMode = true;
        var error = Assert.Throws<DuckDBException>(() =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
            }
        });
        Assert.Contains("boom", error.Message);
    }

    [StandInFact]
    public void Reader_AfterClose_HoldsNoRow()
    {
        using var command = _database.Command("SELECT 1");
        DbDataReader reader = command.ExecuteReader();
        Assert.True(reader.Read());
        reader.Close();
        Assert.Throws<InvalidOperationException>(() => reader.GetInt32(0));
        Assert.False(reader.Read());
    }
}
