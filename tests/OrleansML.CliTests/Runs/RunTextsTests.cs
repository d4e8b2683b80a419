using OrleansML.Cli.Runs;

namespace OrleansML.CliTests.Runs;

public sealed class RunTextsTests
{
    [Theory]
    [InlineData(-1, "0 s")]
    [InlineData(0, "0 s")]
    [InlineData(119, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(7_199, "120 min")]
    [InlineData(7_200, "2 h")]
    [InlineData(172_799, "48 h")]
    [InlineData(172_800, "2 days")]
    [InlineData(1e15, "11574074074 days")]
    public void Length_Seconds_AreInTheLargestSensibleUnit(double seconds, string expected) => Assert.Equal(expected, RunTexts.Length(seconds));

    [Theory]
    [InlineData(0, "0 rows")]
    [InlineData(1, "1 row")]
    [InlineData(1_234, "1,234 rows")]
    public void Count_Number_HasThePluralThatItNeeds(long number, string expected) => Assert.Equal(expected, RunTexts.Count(number, "row"));

    [Theory]
    [InlineData(0.123456789, "0.123457")]
    [InlineData(double.NaN, "-")]
    [InlineData(null, "-")]
    public void Number_Value_HasSixDigits(double? number, string expected) => Assert.Equal(expected, RunTexts.Number(number));
}
