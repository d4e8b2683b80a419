using System.Globalization;
using OrleansML.Learning.Pipelines;
using Xunit;

namespace OrleansML.LearningTests.Pipelines;

/// <summary>Expected instants are worked out by hand from the dates on which clocks are changed in 2026, and agree with Python's zoneinfo.</summary>
public sealed class CronTriggerTests
{
    [Theory]
    // 29 March, 02:00 to 03:00: the skipped hour counts once, at its end.
    [InlineData("0 2 * * *", "Europe/Berlin", "2026-03-28T00:00Z", "2026-03-28T01:00Z 2026-03-29T01:00Z 2026-03-30T00:00Z")]
    [InlineData("0,30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T01:00Z 2026-03-30T00:00Z 2026-03-30T00:30Z")]
    // 25 October, 03:00 to 02:00: a fixed time counts the first time, a repeated one both times.
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T00:30Z 2026-10-26T01:30Z")]
    [InlineData("30 * * * *", "Europe/Berlin", "2026-10-25T00:00Z", "2026-10-25T00:30Z 2026-10-25T01:30Z 2026-10-25T02:30Z")]
    // 8 March, 02:00 to 03:00, and 1 November, 02:00 to 01:00.
    [InlineData("30 2 * * *", "America/New_York", "2026-03-07T12:00Z", "2026-03-08T07:00Z 2026-03-09T06:30Z")]
    [InlineData("30 1 * * *", "America/New_York", "2026-10-31T12:00Z", "2026-11-01T05:30Z 2026-11-02T06:30Z")]
    // 4 October, 02:00 to 02:30, and 5 April, 02:00 to 01:30.
    [InlineData("15 2 * * *", "Australia/Lord_Howe", "2026-10-02T00:00Z", "2026-10-02T15:45Z 2026-10-03T15:30Z 2026-10-04T15:15Z")]
    [InlineData("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00Z", "2026-04-04T14:45Z 2026-04-05T15:15Z")]
    // A leap day, and Friday the thirteenth.
    [InlineData("0 0 29 2 *", "UTC", "2026-01-01T00:00Z", "2028-02-29T00:00Z 2032-02-29T00:00Z")]
    [InlineData("0 0 13 * 5", "UTC", "2026-01-01T00:00Z", "2026-02-13T00:00Z 2026-03-13T00:00Z 2026-11-13T00:00Z")]
    public void NextAndPrevious_AroundChangesOfClocks_AreTheInstantsOfTheRule(string cron, string zone, string after, string expected)
    {
        var trigger = Read(cron, zone);
        var instants = expected.Split(' ').Select(At).ToArray();

        var found = new List<DateTimeOffset>();
        for (var instant = trigger.Next(At(after))!.Value; found.Count < instants.Length; instant = trigger.Next(instant)!.Value)
            found.Add(instant);

        Assert.Equal(instants, found);
        Assert.Equal(instants[..^1], instants[1..].Select(instant => trigger.Previous(instant)!.Value));
        Assert.Equal(instants, instants.Select(instant => trigger.Latest(instant.AddMilliseconds(1))!.Value));
    }

    [Fact]
    public void Interval_BeforeAndAfterAnchor_LiesWholeIntervalsApart()
    {
        var trigger = new IntervalTrigger("t", TimeSpan.FromHours(7), At("2026-01-01T06:00Z"));

        Assert.Equal(At("2026-01-01T13:00Z"), trigger.Next(At("2026-01-01T06:00Z")));
        Assert.Equal(At("2026-01-01T06:00Z"), trigger.Latest(At("2026-01-01T06:00Z")));
        Assert.Equal(At("2025-12-31T23:00Z"), trigger.Previous(At("2026-01-01T06:00Z")));
        Assert.Equal(At("2025-12-31T23:00Z"), trigger.Next(At("2025-12-31T22:59Z")));
    }

    private static CronTrigger Read(string cron, string zone) => Assert.IsType<CronTrigger>(PipelineDefinitionReader.Read($$"""
        name: p
        triggers: { t: { cron: "{{cron}}", time_zone: {{zone}} } }
        steps: { s: { kind: gate, run: r } }
        """).Triggers[0]);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
