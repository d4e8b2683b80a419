using System.Numerics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace OrleansML.Conformance.DuckDB;

/// <summary>Every type through parameters and appenders, checked against DuckDB's own text, and back through readers.</summary>
public sealed class RoundTripTests : IDisposable
{
    private delegate IDuckDBAppenderRow Append<in T>(IDuckDBAppenderRow row, T value);

    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void SignedIntegers_AtTheirLimits_ComeBack()
    {
        Check<sbyte>(
            "TINYINT", (row, value) => row.AppendValue((sbyte?)value), (sbyte.MinValue, "-128"), (0, "0"), (sbyte.MaxValue, "127"));
        Check<short>("SMALLINT", (row, value) => row.AppendValue((short?)value), (short.MinValue, "-32768"), (short.MaxValue, "32767"));
        Check<int>(
            "INTEGER", (row, value) => row.AppendValue((int?)value),
            (int.MinValue, "-2147483648"), (-1, "-1"), (int.MaxValue, "2147483647"));
        Check<long>(
            "BIGINT", (row, value) => row.AppendValue((long?)value),
            (long.MinValue, "-9223372036854775808"), (-1, "-1"), (long.MaxValue, "9223372036854775807"));
    }

    [Fact]
    public void UnsignedIntegers_AtTheirLimits_ComeBack()
    {
        Check<byte>("UTINYINT", (row, value) => row.AppendValue((byte?)value), (0, "0"), (byte.MaxValue, "255"));
        Check<ushort>("USMALLINT", (row, value) => row.AppendValue((ushort?)value), (0, "0"), (ushort.MaxValue, "65535"));
        Check<uint>("UINTEGER", (row, value) => row.AppendValue((uint?)value), (0, "0"), (uint.MaxValue, "4294967295"));
        Check<ulong>("UBIGINT", (row, value) => row.AppendValue((ulong?)value), (0, "0"), (ulong.MaxValue, "18446744073709551615"));
    }

    [Fact]
    public void HugeIntegers_AtTheirLimits_ComeBack()
    {
        Check<BigInteger>(
            "HUGEINT", (row, value) => row.AppendValue(value), (BigInteger.MinusOne, "-1"), (BigInteger.Pow(2, 64), "18446744073709551616"),
            (-BigInteger.Pow(2, 127), "-170141183460469231731687303715884105728"),
            (BigInteger.Pow(2, 127) - 1, "170141183460469231731687303715884105727"));
        Check<BigInteger>(
            "UHUGEINT", (row, value) => row.AppendValue(value), (BigInteger.Zero, "0"),
            (BigInteger.Pow(2, 128) - 1, "340282366920938463463374607431768211455"));
    }

    [Fact]
    public void FloatingPoint_WithExtremesAndNonNumbers_ComesBack()
    {
        // The NaN of .NET has its sign bit set.
        Check<float>(
            "FLOAT", (row, value) => row.AppendValue((float?)value), (1.5f, "1.5"), (float.NaN, "-nan"), (float.PositiveInfinity, "inf"),
            (float.MaxValue, "3.4028235e+38"));
        Check<double>(
            "DOUBLE", (row, value) => row.AppendValue((double?)value), (0.1, "0.1"), (double.NaN, "-nan"),
            (double.NegativeInfinity, "-inf"),
            (double.MaxValue, "1.7976931348623157e+308"), (double.Epsilon, "5e-324"));
        Check<bool>("BOOLEAN", (row, value) => row.AppendValue((bool?)value), (true, "true"), (false, "false"));
    }

    [Theory]
    [InlineData("DECIMAL(4,2)", "-99.99")]
    [InlineData("DECIMAL(9,3)", "123456.789")]
    [InlineData("DECIMAL(18,4)", "-99999999999999.9999")]
    [InlineData("DECIMAL(28,10)", "123456789012345678.0123456789")]
    [InlineData("DECIMAL(29,0)", "79228162514264337593543950335")]
    [InlineData("DECIMAL(38,10)", "-1234567890123456789.0123456789")]
    [InlineData("DECIMAL(38,28)", "0.0000000000000000000000000001")]
    public void Decimal_OfEveryInternalWidth_ComesBack(string type, string text) => Check<decimal>(
        type, (row, value) => row.AppendValue((decimal?)value),
        (decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture), text));

    [Fact]
    public void Text_OfAnyLength_ComesBack() => Check<string>(
        "VARCHAR", (row, value) => row.AppendValue(value), (string.Empty, string.Empty), ("twelve bytes", "twelve bytes"),
        ("thirteen byte", "thirteen byte"), ("é€😀", "é€😀"), (new string('x', 100_000), new string('x', 100_000)));

    [Fact]
    public void Uuid_OfAnyOrder_ComesBack() => Check<Guid>(
        "UUID", (row, value) => row.AppendValue((Guid?)value),
        (Guid.Parse("123e4567-e89b-12d3-a456-426614174000"), "123e4567-e89b-12d3-a456-426614174000"),
        (Guid.Empty, "00000000-0000-0000-0000-000000000000"),
        (Guid.Parse("ffffffff-ffff-ffff-ffff-ffffffffffff"), "ffffffff-ffff-ffff-ffff-ffffffffffff"));

    [Fact]
    public void Dates_AtTheirLimits_ComeBack()
    {
        Check<DateOnly>(
            "DATE", (row, value) => row.AppendValue((DuckDBDateOnly?)value), (DateOnly.MinValue, "0001-01-01"),
            (new DateOnly(1969, 12, 31), "1969-12-31"), (new DateOnly(2024, 2, 29), "2024-02-29"), (DateOnly.MaxValue, "9999-12-31"));
        Check<DuckDBDateOnly>(
            "DATE", (row, value) => row.AppendValue((DuckDBDateOnly?)value), (DuckDBDateOnly.PositiveInfinity, "infinity"),
            (DuckDBDateOnly.NegativeInfinity, "-infinity"), (new DuckDBDateOnly(-43, 3, 15), "0044-03-15 (BC)"));
        Check<DateTime>("DATE", (row, value) => row.AppendValue((DateTime?)value), (new DateTime(2024, 2, 29), "2024-02-29"));
    }

    [Fact]
    public void Times_ToTheMicrosecond_ComeBack()
    {
        Check<TimeOnly>(
            "TIME", (row, value) => row.AppendValue((DuckDBTimeOnly?)value), (TimeOnly.MinValue, "00:00:00"),
            (new TimeOnly(23, 59, 59).Add(TimeSpan.FromMicroseconds(999_999)), "23:59:59.999999"));
        Check<DuckDBTimeOnly>(
            "TIME", (row, value) => row.AppendValue((DuckDBTimeOnly?)value), (new DuckDBTimeOnly(1, 2, 3, 4), "01:02:03.000004"));
        Check<TimeSpan>(
            "INTERVAL", (row, value) => row.AppendValue((TimeSpan?)value), (TimeSpan.Zero, "00:00:00"), (TimeSpan.FromDays(3), "3 days"),
            (TimeSpan.FromHours(-30), "-1 day -06:00:00"), (TimeSpan.FromMicroseconds(1), "00:00:00.000001"));
    }

    [Theory]
    [InlineData("TIMESTAMP_S", "2024-02-29 01:02:03", 0)]
    [InlineData("TIMESTAMP_MS", "2024-02-29 01:02:03.123", 1_230_000)]
    [InlineData("TIMESTAMP", "2024-02-29 01:02:03.123456", 1_234_560)]
    [InlineData("TIMESTAMP_NS", "2024-02-29 01:02:03.1234567", 1_234_567)]
    public void Timestamps_OfEveryUnit_ComeBack(string type, string text, long ticks) => Check<DateTime>(
        type, (row, value) => row.AppendValue((DateTime?)value), (new DateTime(2024, 2, 29, 1, 2, 3).AddTicks(ticks), text));

    [Fact]
    public void Timestamps_AtTheLimitsOfDateTime_ComeBack() => Check<DateTime>(
        "TIMESTAMP", (row, value) => row.AppendValue((DateTime?)value), (DateTime.MinValue, "0001-01-01 00:00:00"),
        (new DateTime(1969, 12, 31, 23, 59, 59, 999), "1969-12-31 23:59:59.999"),
        (DateTime.MaxValue.AddTicks(-9), "9999-12-31 23:59:59.999999"));

    [Theory]
    [InlineData("TIMESTAMP_S", "1960-01-02 03:04:06")]
    [InlineData("TIMESTAMP_MS", "1960-01-02 03:04:05.101")]
    [InlineData("TIMESTAMP", "1960-01-02 03:04:05.100001")]
    public void Timestamps_Before1970_DropTowardsIt(string type, string text)
    {
        _database.Execute($"CREATE TABLE t (v {type})");
        using (var appender = _database.Connection.CreateAppender("t"))
            appender.CreateRow().AppendValue((DateTime?)new DateTime(1960, 1, 2, 3, 4, 5).AddTicks(1_000_015)).EndRow();
        Assert.Equal(text, _database.Value<string>("SELECT v::VARCHAR FROM t"));
    }

    [Fact]
    public void TimestampWithTimeZone_OfAnyOffset_ComesBackInUtc()
    {
        _database.Execute("SET TimeZone = 'UTC'");
        Check<DateTimeOffset>(
            "TIMESTAMPTZ", (row, value) => row.AppendValue((DateTimeOffset?)value),
            (new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(2)), "2024-02-28 23:02:03+00"));
        Check<DateTime>(
            "TIMESTAMPTZ", (row, value) => row.AppendValue((DateTime?)value), (new DateTime(2024, 2, 29), "2024-02-29 00:00:00+00"));
        Assert.Equal(TimeSpan.Zero, _database.Value<DateTimeOffset>("SELECT TIMESTAMPTZ '2024-02-29 01:00:00+02'").Offset);
        Assert.Equal(DateTimeKind.Unspecified, _database.Value<DateTime>("SELECT TIMESTAMPTZ '2024-02-29 01:00:00+02'").Kind);
    }

    [Fact]
    public void TimeWithTimeZone_ComesBackOnTheSecondOfJanuary()
    {
        Check<DateTimeOffset>(
            "TIMETZ", (row, value) => row.AppendValue((DateTimeOffset?)value),
            (new DateTimeOffset(1, 1, 2, 1, 2, 3, TimeSpan.FromHours(2)), "01:02:03+02"),
            (new DateTimeOffset(1, 1, 2, 23, 30, 0, TimeSpan.FromHours(-5)), "23:30:00-05"));
    }

    [Fact]
    public void Enum_ByNameAndByNumber_ComesBack()
    {
        Check<string>("ENUM('a','b')", (row, value) => row.AppendValue(value), ("b", "b"));
        Check<Letter>("ENUM('a','b')", (row, value) => row.AppendValue<Letter>(value), (Letter.a, "a"), (Letter.b, "b"));
    }

    [Fact]
    public void Blob_WithAnyBytes_ComesBack()
    {
        byte[] bytes = [0, 1, 0x41, 0xff];
        _database.Execute("CREATE TABLE blobs (v BLOB)");
        _database.Execute("INSERT INTO blobs VALUES (?), (?)", bytes, Array.Empty<byte>());
        using (var appender = _database.Connection.CreateAppender("blobs"))
        {
            appender.CreateRow().AppendValue(bytes).EndRow();
            appender.CreateRow().AppendValue((byte[]?)null).EndRow();
            appender.CreateRow().AppendValue(Array.Empty<byte>()).EndRow();
        }

        Assert.Equal(
            ["\\x00\\x01A\\xFF", "", "\\x00\\x01A\\xFF", "NULL", ""],
            _database.Column<string>("SELECT coalesce(v::VARCHAR, 'NULL') FROM blobs"));
        using var copy = new MemoryStream();
        _database.Read("SELECT v FROM blobs", reader =>
        {
            reader.GetStream(0).CopyTo(copy);
            return true;
        });
        Assert.Equal(bytes, copy.ToArray());
    }

    private enum Letter
    {
        a,
        b,
    }

    private void Check<T>(string type, Append<T> append, params (T Value, string Text)[] cases)
        where T : notnull
    {
        _database.Execute($"CREATE OR REPLACE TABLE bound (v {type})");
        _database.Execute($"CREATE OR REPLACE TABLE appended (v {type})");
        using (var appender = _database.Connection.CreateAppender("appended"))
        {
            foreach (var (value, _) in cases)
            {
                _database.Execute("INSERT INTO bound VALUES (?)", value);
                append(appender.CreateRow(), value).EndRow();
            }

            _database.Execute("INSERT INTO bound VALUES (?)", [null]);
            appender.CreateRow().AppendNullValue().EndRow();
        }

        foreach (var table in new[] { "bound", "appended" })
        {
            Assert.Equal(cases.Select(one => one.Text), _database.Column<string>($"SELECT v::VARCHAR FROM {table} WHERE v IS NOT NULL"));
            Assert.Equal(cases.Select(one => one.Value), _database.Column<T>($"SELECT v FROM {table} WHERE v IS NOT NULL"));
            Assert.True(_database.Read($"SELECT v FROM {table} WHERE v IS NULL", reader => reader.IsDBNull(0)));
        }
    }
}
