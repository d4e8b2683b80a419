using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using Xunit;

namespace OrleansML.LearningTests.Preprocessing;

public sealed class PreprocessingStepTests
{
    [Theory]
    [InlineData("invariant", "1234.5", 1234.5)]
    [InlineData("invariant", "1,234.5", null)]
    [InlineData("en-US", "1,234,567.5", 1234567.5)]
    [InlineData("en-US", "1,5", null)]
    [InlineData("en-US", "1,2345", null)]
    [InlineData("en-US", "1234,567", null)]
    [InlineData("en-US", ",123", null)]
    [InlineData("en-US", "1,234,", null)]
    [InlineData("de-DE", "1.234,5", 1234.5)]
    [InlineData("de-DE", "-0,25", -0.25)]
    [InlineData("de-DE", "1.5", null)]
    [InlineData("de-DE", "1,234.5", null)]
    [InlineData("de-CH", "1’234.50", 1234.5)]
    [InlineData("fr-FR", "1\u202F234\u00A0567,5", 1234567.5)]
    [InlineData("sv-SE", "−12,5", -12.5)]
    [InlineData("de-DE", "1,5e3", 1500.0)]
    [InlineData("de-DE", " +7 ", 7.0)]
    [InlineData("de-DE", ",5", 0.5)]
    [InlineData("de-DE", "5,", 5.0)]
    [InlineData("de-DE", "1e999", null)]
    [InlineData("de-DE", "NaN", null)]
    [InlineData("de-DE", "--5", null)]
    [InlineData("de-DE", "", null)]
    [InlineData("de-DE", "-", null)]
    public void TryParseNumber_Cultures_ReadsStrictly(string culture, string text, double? expected) =>
        Assert.Equal(expected, PreprocessingCulture.Find(culture)!.TryParseNumber(text, out var value) ? value : null);

    [Theory]
    [InlineData("de-DE", null, "3.2.2026", "2026-02-03T00:00:00Z")]
    [InlineData("de-DE", null, "03.02.2026 14:05", "2026-02-03T14:05:00Z")]
    [InlineData("en-US", null, "2/3/2026", "2026-02-03T00:00:00Z")]
    [InlineData("en-GB", null, "2/3/2026", "2026-03-02T00:00:00Z")]
    [InlineData("nl-NL", null, "2-3-2026", "2026-03-02T00:00:00Z")]
    [InlineData("sv-SE", null, "2026-02-03", "2026-02-03T00:00:00Z")]
    [InlineData("ja-JP", null, "2026/2/3", "2026-02-03T00:00:00Z")]
    [InlineData("invariant", null, "2026-02-03T04:05:06.789+02:00", "2026-02-03T02:05:06.789Z")]
    [InlineData("en-US", "d MMM yyyy", "3 Feb 2026", "2026-02-03T00:00:00Z")]
    [InlineData("en-US", null, "13/13/2026", null)]
    [InlineData("de-DE", null, "2/3/2026", null)]
    [InlineData("de-DE", null, "30.2.2026", null)]
    public void TryParseDate_Cultures_ReadsTheirForm(string culture, string? format, string text, string? expected)
    {
        var known = PreprocessingCulture.Find(culture)!.TryParseDate(text, format, out var value);

        Assert.Equal(expected is not null, known);
        if (expected is not null)
            Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("12", FeatureType.Int, "12")]
    [InlineData("2147483648", FeatureType.Int, null)]
    [InlineData("12.0", FeatureType.Long, null)]
    [InlineData("1", FeatureType.Bool, "true")]
    [InlineData("yes", FeatureType.Bool, null)]
    [InlineData(" 1.5 ", FeatureType.Double, "1.5")]
    [InlineData("", FeatureType.Double, "")]
    [InlineData("", FeatureType.String, "")]
    [InlineData("2026-02-03", FeatureType.Timestamp, "2026-02-03T00:00:00.0000000Z")]
    [InlineData("10:00", FeatureType.Timestamp, null)]
    public void Cast_Text_ReadsTheInvariantForm(string text, FeatureType target, string? expected) => AssertCast(FeatureValue.Of(text), target, expected);

    [Theory]
    [InlineData(12.0, FeatureType.Long, "12")]
    [InlineData(12.5, FeatureType.Long, null)]
    [InlineData(9.3e18, FeatureType.Long, null)]
    [InlineData(3e9, FeatureType.Int, null)]
    [InlineData(1e300, FeatureType.Float, null)]
    [InlineData(0.1, FeatureType.String, "0.1")]
    [InlineData(2.0, FeatureType.Bool, null)]
    [InlineData(1.5, FeatureType.Timestamp, "1970-01-01T00:00:01.5000000Z")]
    [InlineData(double.PositiveInfinity, FeatureType.Double, null)]
    [InlineData(double.NaN, FeatureType.Double, "")]
    public void Cast_Number_KeepsItsValueOrRefuses(double number, FeatureType target, string? expected) => AssertCast(FeatureValue.Of(number), target, expected);

    [Theory]
    [InlineData("  a  b\t\u00A0c ", true, true, true, "a b c")]
    [InlineData(" A  B ", false, false, false, " A  B ")]
    [InlineData("STRASSE ÄÖ", true, true, true, "strasse äö")]
    [InlineData("a\tb", false, true, false, "a b")]
    public void Normalise_Text_AppliesWhatIsAsked(string text, bool trim, bool collapse, bool lower, string expected)
    {
        var value = FeatureValue.Of(text);

        Assert.Null(new NormaliseStep(trim, collapse, lower).Apply(ref value));
        Assert.Equal(FeatureValue.Of(expected), value);
    }

    [Theory]
    [InlineData(17.9, 0)]
    [InlineData(18.0, 1)]
    [InlineData(29.9, 1)]
    [InlineData(65.0, 3)]
    [InlineData(1e9, 3)]
    public void Bucket_Boundaries_BelongToTheUpperBucket(double number, long expected)
    {
        var value = FeatureValue.Of(number);
        new BucketStep([18, 30, 65]).Apply(ref value);

        Assert.Equal(FeatureValue.Of(expected), value);
    }

    private static void AssertCast(FeatureValue value, FeatureType target, string? expected)
    {
        var strict = value;
        var reason = new CastStep(target, UnparsablePolicy.Error).Apply(ref strict);
        var lenient = value;
        Assert.Null(new CastStep(target, UnparsablePolicy.Missing).Apply(ref lenient));

        Assert.Equal(expected is null, reason is not null);
        Assert.Equal(expected ?? "", lenient.ToString());
        if (expected is not null)
            Assert.Equal(lenient, strict);
        if (!lenient.IsMissing)
            Assert.Equal(target, lenient.Type);
    }
}
