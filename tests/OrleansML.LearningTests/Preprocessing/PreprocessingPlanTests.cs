using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using Xunit;

namespace OrleansML.LearningTests.Preprocessing;

public sealed class PreprocessingPlanTests
{
    private const string Mixed =
        """
        features:
          type: float
          columns:
            - column: amount
              steps:
                - parse_number: { culture: de-DE }
                - impute: { value: 10 }
                - clip: { minimum: 0, maximum: 1000 }
                - scale: { method: standard, mean: 100, deviation: 50 }
            - column: country
              steps:
                - normalise: {}
                - one_hot: { categories: [de, fr], unseen: other }
            - column: age
              missing: nan
              steps:
                - cast: { to: double, unparsable: missing }
                - scale: { method: min_max, minimum: 18, maximum: 98 }
        bands:
          type: int64
          columns:
            - column: age
              steps:
                - cast: { to: double }
                - impute: { value: 0 }
                - bucket: { boundaries: [18, 30, 65] }
        text:
          type: string
          columns:
            - { column: country, steps: [ { cast: { to: string } } ] }
        """;

    [Fact]
    public void Run_MixedRows_FillsEveryTensor()
    {
        var plan = PreprocessingPlan.Read(Mixed);
        var output = new PreprocessingOutput(plan);
        plan.Run(
            [
                FeatureValue.Of("1.234,50"), FeatureValue.Of("  DE "), FeatureValue.Of(58),
                FeatureValue.Missing, FeatureValue.Of("it"), FeatureValue.Of("30"),
                FeatureValue.Of("-5"), FeatureValue.Of("Fr"), FeatureValue.Of("17.9"),
            ],
            3,
            output);

        Assert.Equal(["amount", "country", "age"], plan.Columns);
        Assert.Equal([("features", 5), ("bands", 1), ("text", 1)], plan.Inputs.Select(input => (input.Name, input.Width)));
        // (1000 - 100) / 50 = 18, (10 - 100) / 50 = -1.8, (0 - 100) / 50 = -2; (58 - 18) / 80 = 0.5, 12 / 80 = 0.15, -0.1 / 80 = -0.00125.
        Assert.Equal([18f, 1, 0, 0, 0.5f, -1.8f, 0, 0, 1, 0.15f, -2f, 0, 1, 0, -0.00125f], output.Floats(0).ToArray(), (left, right) => Math.Abs(left - right) < 1e-7f);
        Assert.Equal([2, 2, 0], output.Integers(1).ToArray());
        Assert.Equal(["  DE ", "it", "Fr"], output.Texts(2).ToArray());
    }

    [Fact]
    public void Run_OneRowOrMany_GivesTheSame()
    {
        var plan = PreprocessingPlan.Read(Mixed);
        var random = new Random(5);
        var values = Enumerable.Range(0, 200).SelectMany(_ => new[]
        {
            random.Next(5) == 0 ? FeatureValue.Missing : FeatureValue.Of(random.Next(-100, 3000)),
            FeatureValue.Of(((string[])["de", "FR", " it", "x  y"])[random.Next(4)]),
            random.Next(5) == 0 ? FeatureValue.Missing : FeatureValue.Of(random.NextDouble() * 100),
        }).ToArray();
        var together = new PreprocessingOutput(plan);
        var alone = new PreprocessingOutput(plan);
        plan.Run(values, 200, together);

        for (var row = 0; row < 200; row++)
        {
            plan.Run(values.AsSpan(row * 3, 3), 1, alone);
            Assert.Equal(together.Floats(0).Slice(row * 5, 5).ToArray(), alone.Floats(0).ToArray());
            Assert.Equal(together.Integers(1)[row], alone.Integers(1)[0]);
            Assert.Equal(together.Texts(2)[row], alone.Texts(2)[0]);
        }
    }

    [Fact]
    public void Run_BadValues_NamesRowColumnAndValue()
    {
        var plan = PreprocessingPlan.Read(
            """
            features:
              type: float
              columns:
                - { column: amount, steps: [ { parse_number: { culture: de-DE } } ] }
                - { column: country, steps: [ { cast: { to: string } }, { one_hot: { categories: [de, fr] } } ] }
            """);
        var output = new PreprocessingOutput(plan);
        var errors = new List<PreprocessingError>();
        FeatureValue[] values =
        [
            FeatureValue.Of("1,5"), FeatureValue.Of("de"),
            FeatureValue.Of("1.5"), FeatureValue.Of("it"),
            FeatureValue.Of(" "), FeatureValue.Of("fr"),
        ];
        plan.Run(values, 3, output, errors);

        Assert.Equal(
            [
                "Row 1, column 'amount': '1.5' is not a number in the form of de-DE.",
                "Row 1, column 'country': 'it' is not among the categories de, fr.",
                "Row 2, column 'amount': ' ' is missing, and no step imputes one.",
            ],
            errors.Select(error => error.ToString()));
        Assert.Equal([1.5f, 1, 0, 0, 0, 0, 0, 0, 1], output.Floats(0).ToArray());
        Assert.Equal(errors, Assert.Throws<PreprocessingException>(() => plan.Run(values, 3, output)).Errors);
    }

    [Fact]
    public void Run_MaskedColumn_DoesNotShowTheValue()
    {
        var plan = PreprocessingPlan.Read(
            "x: { type: float, columns: [ { column: phone, steps: [ { cast: { to: double } } ] } ] }", new HashSet<string> { "phone" });
        var exception = Assert.Throws<PreprocessingException>(() => plan.Run([FeatureValue.Of("+49 30 x")], 1, new PreprocessingOutput(plan)));

        Assert.Equal("Row 0, column 'phone': 'masked' cannot be turned into double.", exception.Message);
    }

    [Fact]
    public void Run_WrongNumberOfValues_NamesBoth()
    {
        var plan = PreprocessingPlan.Read(Mixed);

        Assert.StartsWith(
            "5 values were given for 2 rows of 3 columns.",
            Assert.Throws<ArgumentException>(() => plan.Run(new FeatureValue[5], 2, new PreprocessingOutput(plan))).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The output belongs to another plan.",
            Assert.Throws<ArgumentException>(() => plan.Run(new FeatureValue[3], 1, new PreprocessingOutput(PreprocessingPlan.Read(Mixed)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NumericPlan_AllocatesNothingOnceGrown()
    {
        var plan = PreprocessingPlan.Read(
            """
            features:
              type: float
              columns:
                - column: amount
                  steps:
                    - parse_number: { culture: fr-FR }
                    - impute: { value: 1 }
                    - clip: { minimum: 0 }
                    - scale: { method: standard, mean: 1, deviation: 2 }
                    - bucket: { boundaries: [1, 2, 3] }
                    - one_hot: {}
                - { column: time, steps: [ { parse_date: {} }, { cast: { to: double } } ] }
            """);
        var output = new PreprocessingOutput(plan);
        FeatureValue[] values = [FeatureValue.Of("1 234,5"), FeatureValue.Of("2026-02-03"), FeatureValue.Of(3.0), FeatureValue.Of("2026-02-03T10:00:00Z")];
        Run(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal([0f, 0, 0, 1, 1770076800, 0, 1, 0, 0, 1770112800], output.Floats(0).ToArray());

        void Run(int count)
        {
            for (var index = 0; index < count; index++)
                plan.Run(values, 2, output);
        }
    }

    [Theory]
    [InlineData("missing: nan", "{ cast: { to: double } }", float.NaN)]
    [InlineData("missing: error", "{ cast: { to: double } }, { impute: { value: 4 } }", 4f)]
    public void Run_MissingValue_FollowsThePolicy(string missing, string steps, float expected)
    {
        var plan = PreprocessingPlan.Read($"x:\n  type: float\n  columns:\n    - column: a\n      {missing}\n      steps: [ {steps} ]");
        var output = new PreprocessingOutput(plan);

        foreach (var value in (FeatureValue[])[FeatureValue.Missing, FeatureValue.Of(double.NaN), FeatureValue.Of("")])
        {
            plan.Run([value], 1, output);
            Assert.Equal(expected, output.Floats(0)[0]);
        }
    }

    [Theory]
    [InlineData("zeros", new[] { 0f, 0, 0, 0 })]
    [InlineData("other", new[] { 0f, 0, 1, 0, 0, 1 })]
    public void Run_UnseenCategory_FollowsThePolicy(string unseen, float[] expected)
    {
        var plan = PreprocessingPlan.Read(
            $$"""
            x:
              type: float
              columns:
                - { column: code, steps: [ { cast: { to: long } }, { one_hot: { categories: [3, -1], unseen: {{unseen}} } } ] }
            """);
        var output = new PreprocessingOutput(plan);
        plan.Run([FeatureValue.Of("5"), FeatureValue.Of(7L)], 2, output);

        Assert.Equal(expected, output.Floats(0).ToArray());
    }
}
