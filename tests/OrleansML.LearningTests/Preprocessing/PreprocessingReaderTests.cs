using OrleansML.Learning.Definitions;
using OrleansML.Learning.Preprocessing;
using Xunit;

namespace OrleansML.LearningTests.Preprocessing;

public sealed class PreprocessingReaderTests
{
    [Theory]
    [InlineData("dd.MM.yy")]
    [InlineData("d.M.y")]
    public void Read_DateFormatWithoutWholeYear_IsRefused(string format)
    {
        var error = Assert.Throws<InvalidDefinitionException>(() => PreprocessingPlan.Read(
            $$"""
            features:
              type: int64
              columns:
                - { column: a, steps: [ { parse_date: { format: {{format}} } }, { cast: { to: long } } ] }
            """));

        Assert.Equal(
            $"Line 4: 'features.columns[0].steps[0].parse_date.format' is '{format}'; a .NET format with at least day, month and year of four digits is allowed, such as dd.MM.yyyy.",
            Assert.Single(error.Violations).ToString());
    }

    [Fact]
    public void Read_ManyFaults_NamesEveryOneWithLine() => Assert.Equal(
        [
            "Line 2: 'features.type' is 'double'; allowed are float, int64, string.",
            "Line 4: 'features.columns[0].steps[0]' must be one step; the steps are bucket, cast, clip, impute, normalise, one_hot, parse_date, parse_number, scale.",
            "Line 5: 'features.columns[1].steps[0].parse_number.culture' is 'xx-XX'; allowed are invariant, cs-CZ, da-DK, de-AT, de-CH, de-DE, en-GB, en-US, es-ES, fi-FI, fr-FR, it-IT, ja-JP, nb-NO, nl-NL, pl-PL, pt-BR, pt-PT, ru-RU, sv-SE, tr-TR, zh-CN.",
            "Line 6: 'features.columns[2].steps[0].impute' comes before any step that says what the values are; put a cast, a parse step or normalise before it.",
            "Line 7: 'features.columns[3].steps[0].scale' meets values of unknown type; it takes numbers. Put a cast or parse_number before it.",
            "Line 7: 'features.columns[3].steps[0].scale.deviation' is 0; a number above 0 is allowed.",
            "Line 8: 'features.columns[4].steps[1].bucket.boundaries' has 1 after 2; boundaries must rise.",
            "Line 9: 'features.columns[5].steps[1].one_hot.categories' is missing; only directly after bucket it may be left out.",
            "Line 10: 'features.columns[6].steps[1].one_hot.categories' holds 'a' more than once.",
            "Line 11: 'features.columns[7].steps[0].parse_date.format' is 'yyyy'; a .NET format with at least day, month and year of four digits is allowed, such as dd.MM.yyyy.",
            "Line 12: 'features.columns[8].steps[0].parse_date.format' is 'd MMMM yyyy' with names of months, of which only the English ones are known; use numbers, or culture en-US or en-GB.",
            "Line 13: 'features.columns[9].steps[1].clip' needs a minimum, a maximum or both.",
            "Line 14: 'features.columns[10].column' is missing.",
            "Line 15: 'extra' must be a mapping of keys to values.",
        ],
        ViolationsOf(
            """
            features:
              type: double
              columns:
                - { column: a, steps: [ { hash: {} } ] }
                - { column: a, steps: [ { parse_number: { culture: xx-XX } } ] }
                - { column: a, steps: [ { impute: { value: 1 } } ] }
                - { column: a, steps: [ { scale: { method: standard, mean: 0, deviation: 0 } } ] }
                - { column: a, steps: [ { cast: { to: double } }, { bucket: { boundaries: [2, 1] } } ] }
                - { column: a, steps: [ { cast: { to: string } }, { one_hot: {} } ] }
                - { column: a, steps: [ { cast: { to: string } }, { one_hot: { categories: [a, a] } } ] }
                - { column: a, steps: [ { parse_date: { format: yyyy } } ] }
                - { column: a, steps: [ { parse_date: { culture: de-DE, format: d MMMM yyyy } } ] }
                - { column: a, steps: [ { cast: { to: double } }, { clip: {} } ] }
                - { steps: [ { cast: { to: double } } ] }
            extra: 1
            """));

    [Theory]
    [InlineData("float", "{ column: a }", "has no step that says what its values are; add a cast, such as 'cast: { to: double }'.")]
    [InlineData("int64", "{ column: a, steps: [ { cast: { to: double } } ] }", "ends with values of type double, which do not go into an input of type int64; add a cast.")]
    [InlineData("string", "{ column: a, steps: [ { cast: { to: long } } ] }", "ends with values of type long, which do not go into an input of type string; add a cast.")]
    [InlineData("string", "{ column: a, steps: [ { cast: { to: string } }, { one_hot: { categories: [a] } } ] }", "ends with one_hot, which gives numbers; the input is of type string.")]
    [InlineData("int64", "{ column: a, missing: nan, steps: [ { cast: { to: long } } ] }", "has 'missing: nan', which goes only into an input of type float, and not after one_hot; impute a value or use error.")]
    [InlineData("float", "{ column: a, missing: zeros, steps: [ { cast: { to: long } } ] }", "has 'missing: zeros', which goes only after one_hot; impute a value or use error.")]
    public void Read_StepsThatDoNotFitTheInput_SaysWhatToAdd(string type, string column, string expected) =>
        Assert.Equal([$"Line 4: 'x.columns[0]' {expected}"], ViolationsOf($"x:\n  type: {type}\n  columns:\n    - {column}"));

    [Fact]
    public void Read_StepAfterOneHot_IsRefused() => Assert.Equal(
        ["Line 1: 'x.columns[0].steps[2].cast' comes after one_hot, which must be the last step."],
        ViolationsOf("x: { type: float, columns: [ { column: a, steps: [ { cast: { to: string } }, { one_hot: { categories: [a] } }, { cast: { to: double } } ] } ] }"));

    [Theory]
    [InlineData("{}", "the file names no input; name each input of the model with its type and columns.")]
    [InlineData("x: { type: float }", "'x.columns' must list at least one column.")]
    public void Read_Nothing_SaysWhatIsMissing(string yaml, string expected) => Assert.Equal([$"Line 1: {expected}"], ViolationsOf(yaml));

    private static string[] ViolationsOf(string yaml) =>
        [.. Assert.Throws<InvalidDefinitionException>(() => PreprocessingPlan.Read(yaml)).Violations.Select(violation => violation.ToString())];
}
