using System.Globalization;
using System.Numerics;
using System.Text;
using OrleansML.Gateway.Protocol;

namespace OrleansML.GatewayTests.Protocol;

/// <summary>The fast reader of numbers beside the runtime's parser, which rounds correctly.</summary>
public sealed class NumberListScannerTests
{
    private const int Numbers = 50_000;

    [Theory]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("16777217")] // halfway between two singles: the even one
    [InlineData("16777219")]
    [InlineData("1.000000059604644775390625")] // halfway, in more digits than fit
    [InlineData("1.0000000596046448")] // the shortest text of the double that is halfway
    [InlineData("1.00000005960464477")]
    [InlineData("1.000000059604644776")]
    [InlineData("3.4028235e38")] // largest single
    [InlineData("3.4028235677973366e38")] // rounds to infinity as a single
    [InlineData("1.17549435e-38")] // smallest normal single
    [InlineData("1e-45")] // subnormal
    [InlineData("7e-46")]
    [InlineData("1e22")]
    [InlineData("1e23")]
    [InlineData("9007199254740993")] // 2^53 + 1
    [InlineData("1.7976931348623157E+308")]
    [InlineData("0.000000000000000000000000000001")]
    [InlineData("12345678901234567890123")]
    public void Scan_EdgeOfPrecision_RoundsCorrectly(string text)
    {
        AssertSame<float>(text, float.Parse(text, CultureInfo.InvariantCulture));
        AssertSame<double>(text, double.Parse(text, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Scan_RandomNumbers_RoundsCorrectly()
    {
        var random = new Random(11);
        for (var index = 0; index < Numbers; index++)
        {
            var text = RandomNumber(random);
            AssertSame<float>(text, float.Parse(text, CultureInfo.InvariantCulture));
            AssertSame<double>(text, double.Parse(text, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Scan_IntegersAtTheEdges_AreExact()
    {
        Assert.Equal([long.MinValue, -1, 0, long.MaxValue], Scan<long>($"{long.MinValue},-1,0,{long.MaxValue}]")!);
        Assert.Equal([0UL, ulong.MaxValue], Scan<ulong>($" 0 ,\n{ulong.MaxValue}\t]")!);
        Assert.Equal([sbyte.MinValue, sbyte.MaxValue], Scan<sbyte>("-128,127]")!);
    }

    [Theory]
    [InlineData("128]")]
    [InlineData("-129]")]
    [InlineData("1.0]")]
    [InlineData("1e1]")]
    public void Scan_NotAnInt8_GivesUp(string text) => Assert.Null(Scan<sbyte>(text));

    [Theory]
    [InlineData("-1]")]
    [InlineData("18446744073709551616]")]
    public void Scan_NotAUInt64_GivesUp(string text) => Assert.Null(Scan<ulong>(text));

    [Theory]
    [InlineData("")]
    [InlineData("]")]
    [InlineData("1")]
    [InlineData("1,")]
    [InlineData("1,]")]
    [InlineData(",1]")]
    [InlineData("1 2]")]
    [InlineData("01]")]
    [InlineData("-01]")]
    [InlineData("1.]")]
    [InlineData(".5]")]
    [InlineData("+1]")]
    [InlineData("-]")]
    [InlineData("- 1]")]
    [InlineData("1e]")]
    [InlineData("1e+]")]
    [InlineData("1e99999]")]
    [InlineData("1e400]")]
    [InlineData("1.2.3]")]
    [InlineData("1x]")]
    [InlineData("NaN]")]
    [InlineData("null]")]
    [InlineData("\"1\"]")]
    [InlineData("[1]]")]
    [InlineData("1}")]
    [InlineData("1,2,3,4,5]")] // more than there is room for
    public void Scan_AnythingButPlainNumbers_GivesUp(string text) => Assert.Null(Scan<double>(text, room: 4));

    private static string RandomNumber(Random random)
    {
        var value = BitConverter.Int64BitsToDouble(random.NextInt64());
        var small = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12));
        return random.Next(7) switch
        {
            0 => small.ToString("R", CultureInfo.InvariantCulture),
            1 => ((float)small).ToString("R", CultureInfo.InvariantCulture),
            2 => ((double)(float)small).ToString("R", CultureInfo.InvariantCulture),
            3 => Midpoint((float)small).ToString("R", CultureInfo.InvariantCulture),
            4 => Math.BitIncrement(Midpoint((float)small)).ToString("E17", CultureInfo.InvariantCulture),
            5 => random.NextInt64().ToString(CultureInfo.InvariantCulture) + "e-" + random.Next(25),
            _ => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "1",
        };
    }

    private static double Midpoint(float value) => ((double)value + MathF.BitIncrement(value)) / 2;

    private static void AssertSame<T>(string text, T expected) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var read = Scan<T>(text + "]");
        if (!T.IsFinite(expected))
        {
            Assert.Null(read);
            return;
        }

        Assert.NotNull(read);
        Assert.True(read.Single() == expected && T.IsNegative(read.Single()) == T.IsNegative(expected), $"{text} as {typeof(T).Name}: {read.Single()}");
    }

    private static T[]? Scan<T>(string text, int room = 4) where T : unmanaged, INumberBase<T>
    {
        var elements = new T[room];
        var end = NumberListScanner.Scan(Encoding.UTF8.GetBytes(text), 0, elements.AsSpan(), out var count);
        if (end < 0)
            return null;

        Assert.Equal(text.Length - 1, end);
        return elements[..count];
    }
}
