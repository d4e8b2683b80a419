using System.Globalization;
using System.Net;
using System.Numerics;

namespace OrleansML.Conformance.Serialization;

public sealed class PrimitiveTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    public static TheoryData<object> Values =>
    [
        true, (byte)255, sbyte.MinValue, short.MinValue, ushort.MaxValue, int.MinValue, int.MaxValue, uint.MaxValue, long.MinValue,
        long.MaxValue, ulong.MaxValue,
        'ß', 1.5f, float.NaN, double.Epsilon, double.NegativeInfinity, 79228162514264337593543950335m, -0.000001m, (Half)2.5,
        Int128.MinValue, UInt128.MaxValue,
        BigInteger.Parse("-123456789012345678901234567890", CultureInfo.InvariantCulture), "", "grüße €", Guid.Parse(
            "00112233-4455-6677-8899-aabbccddeeff"), TimeSpan.MinValue,
        new DateTime(2026, 11, 22, 1, 2, 3, DateTimeKind.Utc), new DateTime(2026, 11, 22, 1, 2, 3, DateTimeKind.Unspecified), new DateOnly(
            2026, 2, 28), new TimeOnly(23, 59, 59, 999),
        new DateTimeOffset(2026, 11, 22, 1, 2, 3, TimeSpan.FromHours(-7)), new Uri("https://example.org/a?b=c"), new Uri(
            "relative/path", UriKind.Relative), new Version(1, 2, 3, 4),
        IPAddress.Parse("fe80::1"), new IPEndPoint(IPAddress.Loopback, 65535), Color.Blue, DayOfWeek.Friday, typeof(int), typeof(Person),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void RoundTrip_OfPrimitiveAsObject_IsEqualAndOfSameType(object value)
    {
        var result = fixture.RoundTrip(value);
        Assert.Equal(value, result);
        Assert.Equal(value.GetType(), result.GetType());
        Assert.Equal(value, fixture.Copier.Copy(value));
    }

    [Fact]
    public void RoundTrip_OfDateTime_KeepsKind()
        => Assert.Equal(DateTimeKind.Utc, fixture.RoundTrip(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Kind);

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(-5)]
    public void RoundTrip_OfNullable_IsEqual(int? value) => Assert.Equal(value, fixture.RoundTrip(value));

    [Fact]
    public void RoundTrip_OfNulls_IsNull()
    {
        Assert.Null(fixture.RoundTrip<string?>(null));
        Assert.Null(fixture.RoundTrip<byte[]?>(null));
        Assert.Null(fixture.RoundTrip<object?>(null));
        Assert.Null(fixture.RoundTrip<Person?>(null));
    }

    [Fact]
    public void RoundTrip_OfTuples_IsEqual()
    {
        Assert.Equal((1, "a", 2.5), fixture.RoundTrip((1, "a", 2.5)));
        Assert.Equal(Tuple.Create(1, "a"), fixture.RoundTrip(Tuple.Create(1, "a")));
        Assert.Equal(new KeyValuePair<string, int>("k", 3), fixture.RoundTrip(new KeyValuePair<string, int>("k", 3)));
    }
}
