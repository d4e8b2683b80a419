using OrleansML.Cli;

namespace OrleansML.CliTests;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1.5h", 5400)]
    [InlineData("7d", 604800)]
    [InlineData("0s", 0)]
    public void Parse_NumberWithUnit_IsThatTime(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("-1s")]
    [InlineData("1e3s")]
    [InlineData("ten m")]
    [InlineData("99999999999999999999999999d")]
    public void Parse_SomethingElse_IsNone(string text) => Assert.Null(Durations.Parse(text));
}
