using OrleansML.Learning.Features;
using OrleansML.Learning.Features.Expressions;
using Xunit;

namespace OrleansML.LearningTests.Features.Expressions;

public sealed class FeatureExpressionTests
{
    private static readonly FeatureTime Now = new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly FeatureSlot[] Slots =
    [
        new("d", FeatureType.Double, FeaturePrivacy.None),
        new("n", FeatureType.Int, FeaturePrivacy.None),
        new("none", FeatureType.Double, FeaturePrivacy.None),
        new("s", FeatureType.String, FeaturePrivacy.None),
        new("yes", FeatureType.Bool, FeaturePrivacy.None),
        new("unknown", FeatureType.Bool, FeaturePrivacy.None),
        new("t", FeatureType.Timestamp, FeaturePrivacy.None),
        new("request.f", FeatureType.Float, FeaturePrivacy.None),
        new("big", FeatureType.Long, FeaturePrivacy.None),
    ];

    private static readonly FeatureValue[] Values =
    [
        FeatureValue.Of(2.5), FeatureValue.Of(7), FeatureValue.Missing, FeatureValue.Of("Ab"), FeatureValue.Of(true), FeatureValue.Missing,
        FeatureValue.Of(Now - TimeSpan.FromMilliseconds(1500)), FeatureValue.Of(0.5f), FeatureValue.Of(long.MaxValue),
    ];

    [Theory]
    [InlineData("1 + 2 * 3", "7", FeatureType.Long)]
    [InlineData("(1 + 2) * 3", "9", FeatureType.Long)]
    [InlineData("10 - 4 - 3", "3", FeatureType.Long)]
    [InlineData("-n % 4", "-3", FeatureType.Long)]
    [InlineData("7 / 2", "3.5", FeatureType.Double)]
    [InlineData("n * d", "17.5", FeatureType.Double)]
    [InlineData("- - 2", "2", FeatureType.Long)]
    [InlineData("1.5e2 - .5", "149.5", FeatureType.Double)]
    [InlineData("request.f + n", "7.5", FeatureType.Double)]
    [InlineData("min(3, 1, 2)", "1", FeatureType.Long)]
    [InlineData("max(n, 7.5)", "7.5", FeatureType.Double)]
    [InlineData("abs(-3)", "3", FeatureType.Long)]
    [InlineData("abs(-3.5)", "3.5", FeatureType.Double)]
    [InlineData("floor(-2.5)", "-3", FeatureType.Double)]
    [InlineData("sqrt(n + 2)", "3", FeatureType.Double)]
    [InlineData("log(exp(2))", "2", FeatureType.Double)]
    [InlineData("seconds_between(now(), t)", "1.5", FeatureType.Double)]
    [InlineData("concat(s, '''', \"x\")", "Ab'x", FeatureType.String)]
    [InlineData("lower(s)", "ab", FeatureType.String)]
    [InlineData("s = 'Ab'", "true", FeatureType.Bool)]
    [InlineData("s != 'ab'", "true", FeatureType.Bool)]
    [InlineData("t < now() and yes", "true", FeatureType.Bool)]
    [InlineData("1 < 2 = true", "", null)]
    [InlineData("n >= 7 and not (n > 7)", "true", FeatureType.Bool)]
    [InlineData("2 = 2.0", "true", FeatureType.Bool)]
    [InlineData("if n > 5 then 1 else d", "1", FeatureType.Double)]
    [InlineData("if not yes then 'a' else if n = 7 then 'b' else 'c'", "b", FeatureType.String)]
    [InlineData("coalesce(none, n)", "7", FeatureType.Double)]
    [InlineData("is_missing(none + 1)", "true", FeatureType.Bool)]
    [InlineData("is_missing(d)", "false", FeatureType.Bool)]
    public void Evaluate_Expression_GivesValueAndType(string text, string expected, FeatureType? type)
    {
        if (type is null)
        {
            // Comparisons do not chain.
            Assert.Throws<FeatureExpressionException>(() => FeatureExpression.Parse(text, Slots));
            return;
        }

        var expression = FeatureExpression.Parse(text, Slots);
        var value = expression.Evaluate(Values, Now);

        Assert.Equal((expected, type, type), (value.ToString(), value.Type, expression.Type));
    }

    [Theory]
    [InlineData("none + 1")]
    [InlineData("min(1, none)")]
    [InlineData("none = none")]
    [InlineData("not unknown")]
    [InlineData("unknown and yes")]
    [InlineData("unknown or false")]
    [InlineData("if unknown then 1 else 2")]
    [InlineData("concat(s, if unknown then 'a' else 'b')")]
    [InlineData("coalesce(none, none)")]
    [InlineData("d / 0")]
    [InlineData("n % 0")]
    [InlineData("0.0 % 0")]
    [InlineData("log(0)")]
    [InlineData("log(-1)")]
    [InlineData("sqrt(-1)")]
    [InlineData("exp(1000)")]
    [InlineData("big + 1")]
    [InlineData("big * 2")]
    [InlineData("-big - 2")]
    public void Evaluate_NoResult_IsMissing(string text) => Assert.True(FeatureExpression.Parse(text, Slots).Evaluate(Values, Now).IsMissing);

    [Theory]
    [InlineData("unknown and false", "false")]
    [InlineData("false and unknown", "false")]
    [InlineData("unknown or true", "true")]
    [InlineData("yes or unknown", "true")]
    [InlineData("if yes then d else none", "2.5")]
    [InlineData("big + 0", "9223372036854775807")]
    [InlineData("(-big - 1) % -1", "0")]
    public void Evaluate_DecidedWithoutTheMissingSide_GivesTheValue(string text, string expected) =>
        Assert.Equal(expected, FeatureExpression.Parse(text, Slots).Evaluate(Values, Now).ToString());

    [Theory]
    [InlineData("", "1: the end stands where a value should.")]
    [InlineData("1 +", "4: the end stands where a value should.")]
    [InlineData("1 2", "3: '2' stands where an operator or the end should.")]
    [InlineData("(1", "3: the end stands where ')' should.")]
    [InlineData("if yes then 1", "14: the end stands where 'else' should.")]
    [InlineData("d $ 1", "3: '$' has no meaning here.")]
    [InlineData("s = 'abc", "5: the text that starts here has no closing '.")]
    [InlineData("1e999", "1: '1e999' is not a number.")]
    [InlineData("12abc", "1: '12abc' is not a number.")]
    [InlineData("amount + 1", "1: 'amount' is not known; the names here are big, d, n, none, request.f, s, t, unknown, yes.")]
    [InlineData("round(d)", "1: there is no function 'round'; the functions are abs, coalesce, concat, exp, floor, is_missing, log, lower, max, min, now, seconds_between, sqrt.")]
    [InlineData("sqrt(1, 2)", "1: 'sqrt' has 2 arguments; it takes 1.")]
    [InlineData("min(1)", "1: 'min' has 1 arguments; it takes 2 or more.")]
    [InlineData("1 + s", "3: '+' joins long and string; both must be numbers.")]
    [InlineData("yes < true", "5: '<' compares bool, which compares by = and != only.")]
    [InlineData("t = 1", "3: '=' compares timestamp with long.")]
    [InlineData("not 1", "1: 'not' is applied to long; it must be bool.")]
    [InlineData("-s", "1: '-' is applied to string; it must be a number.")]
    [InlineData("yes and n", "5: 'and' joins bool and long; both must be bool.")]
    [InlineData("if n then 1 else 2", "1: the condition is of type long; it must be bool.")]
    [InlineData("if yes then 1 else s", "1: one branch is of type long, the other of type string.")]
    [InlineData("coalesce(d, s)", "1: 'coalesce' has arguments of types double, string; they must be of one type.")]
    [InlineData("lower(1)", "1: 'lower' has an argument of type long; it must be string.")]
    [InlineData("sqrt(s)", "1: 'sqrt' has an argument of type string; it must be a number.")]
    [InlineData("seconds_between(t, d)", "1: 'seconds_between' has arguments of types timestamp, double; both must be timestamp.")]
    [InlineData("(1 + s) * (yes - 2)", "4: '+' joins long and string; both must be numbers.|16: '-' joins bool and long; both must be numbers.")]
    public void Parse_Fault_NamesThePosition(string text, string expected)
    {
        var exception = Assert.Throws<FeatureExpressionException>(() => FeatureExpression.Parse(text, Slots));

        Assert.Equal(expected.Split('|'), exception.Errors.Select(error => $"{error.Position}: {error.Message}"));
        Assert.Contains($"at character {exception.Errors[0].Position}: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_BeyondItsBounds_IsRefused()
    {
        const int Deep = 10_000;
        string[] texts = [new string('(', Deep / 4), string.Concat(Enumerable.Repeat("not ", Deep / 12)), new string('-', Deep / 4), string.Concat(Enumerable.Repeat("abs(", Deep / 12))];
        foreach (var text in texts)
            Assert.Contains("nests deeper than 50 levels", Assert.Throws<FeatureExpressionException>(() => FeatureExpression.Parse(text, Slots)).Message, StringComparison.Ordinal);

        Assert.Contains(
            "the expression has 4001 characters; 4000 are allowed",
            Assert.Throws<FeatureExpressionException>(() => FeatureExpression.Parse(new string('1', 4001), Slots)).Message, StringComparison.Ordinal);
        Assert.Equal(FeatureValue.Of(2000L), FeatureExpression.Parse(string.Join('+', Enumerable.Repeat('1', 2000)), Slots).Evaluate(Values, Now));
    }

    [Fact]
    public void Evaluate_Numbers_AllocatesNothing()
    {
        var expression = FeatureExpression.Parse(
            "if s = 'Ab' and not is_missing(d) then coalesce(none, max(n * d, sqrt(abs(n)))) / 2 + seconds_between(now(), t) else log(d)", Slots);
        Evaluate(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Evaluate(1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Evaluate(int count)
        {
            for (var index = 0; index < count; index++)
                Assert.True(expression.Evaluate(Values, Now) == FeatureValue.Of((17.5 / 2) + 1.5));
        }
    }

    [Fact]
    public void Names_AreWhatItReads()
    {
        const string Text = "if yes then max(d, request.f) else d -- now() 'n'";

        Assert.Equal(["d", "request.f", "yes"], FeatureExpression.NamesIn(Text));
        Assert.Equal(["d", "request.f", "yes"], FeatureExpression.Parse("if yes then max(d, request.f) else d", Slots).Names);
    }
}
