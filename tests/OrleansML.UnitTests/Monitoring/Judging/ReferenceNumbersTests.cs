using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Monitoring;

namespace OrleansML.UnitTests.Monitoring.Judging;

public sealed class ReferenceNumbersTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly MonitorDefinition Definition = MonitorDefinitionReader.Read("""
        model: m
        window: 1m
        rules:
          usual: { kind: rows, sigma: 3 }
          fixed: { kind: rows, at_least: 1 }
        """);

    [Fact]
    public void Before_FortyWindows_AreTheLastThirtyOfRulesThatGoBySpread()
    {
        var numbers = new ReferenceNumbers();
        for (var minute = 0; minute < 40; minute++)
            numbers = numbers.With(Definition, At(minute), [Of("usual", minute), Of("fixed", minute)]);

        Assert.Equal(Enumerable.Range(10, 30).Select(static number => (double)number), numbers.Before(At(40), Of("usual", 0)));
        Assert.Equal([9, 10, 11], numbers.Before(At(12), Of("usual", 0)));
        Assert.Empty(numbers.Before(At(40), Of("fixed", 0)));
        Assert.Empty(numbers.Before(At(40), Of("usual", 0) with { Segment = "a=1" }));
    }

    [Fact]
    public void With_CorrectionAndNoNumber_ReplacesOneAndTakesNone()
    {
        var numbers = new ReferenceNumbers().With(Definition, At(0), [Of("usual", 1)]).With(Definition, At(1), [Of("usual", 2)]);

        numbers = numbers.With(Definition, At(0), [Of("usual", 7)]).With(Definition, At(2), [Of("usual", double.NaN)]);

        Assert.Equal([7, 2], numbers.Before(At(9), Of("usual", 0)));
        Assert.Empty(numbers.With(Definition with { Rules = [] }, At(3), []).Series);
    }

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    private static RuleMeasurement Of(string rule, double value) => new() { Rule = rule, Value = value, Rows = 100 };
}
