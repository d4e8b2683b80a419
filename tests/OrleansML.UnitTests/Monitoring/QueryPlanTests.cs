using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.UnitTests.Monitoring;

public sealed class QueryPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Of_NothingAsked_IsTheLast24CompleteWindowsOfTheChampion()
    {
        var plan = QueryPlan.Of("fare", new MonitorQuery(), Index(), champion: 1);

        Assert.Equal((1, "all"), (plan.Version, plan.Segment));
        Assert.Equal((Start.AddHours(10), Start.AddHours(34)), (plan.From, plan.Until));
        Assert.Equal((BaselineKind.Training, null), (plan.Baseline.Kind, plan.BaselineSpan));
        Assert.Equal(24, plan.RangeOf(1, "all", plan.From, plan.Until).Keys.Length);
        Assert.Equal("fare/1/20260301T100000Z/3600/all", plan.RangeOf(1, "all", plan.From, plan.Until).Keys[0].ToString());
    }

    [Theory]
    [InlineData(3, null, 2)]
    [InlineData(null, null, 2)]
    [InlineData(1, 2, 2)]
    public void Of_Version_IsTheAskedOneOrTheChampionOrTheNewestThatHasWindows(int? champion, int? asked, int version) =>
        Assert.Equal(version, QueryPlan.Of("fare", new MonitorQuery { Version = asked }, Index(), champion).Version);

    [Fact]
    public void BaselineSpan_Previous_IsAsLongAndJustBefore()
    {
        var plan = QueryPlan.Of("fare", new MonitorQuery { From = Start.AddHours(6), Until = Start.AddHours(9), Baseline = "previous" }, Index(), champion: 1);

        Assert.Equal((Start.AddHours(3), Start.AddHours(6)), plan.BaselineSpan);
    }

    [Fact]
    public void BaselineSpan_Times_IsBetweenThem()
    {
        var plan = QueryPlan.Of("fare", new MonitorQuery { Baseline = "2026-01-01/2026-02-01T00:00:00Z" }, Index(), champion: 1);

        Assert.Equal((new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)), plan.BaselineSpan);
    }

    [Fact]
    public void BaselineSpan_PreviousOfTheLongestTime_CanBeReckonedWith()
    {
        var plan = QueryPlan.Of(
            "fare",
            new MonitorQuery { From = DateTimeOffset.UnixEpoch, Until = new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero), Baseline = "previous" },
            Index(),
            champion: 1);

        Assert.Equal(DateTimeOffset.UnixEpoch, plan.BaselineSpan!.Value.Until);
    }

    [Fact]
    public void BaselineSpan_Champion_IsTheSameTime()
    {
        var plan = QueryPlan.Of("fare", new MonitorQuery { From = Start, Until = Start + Hour, Baseline = "champion" }, Index(), champion: 1);

        Assert.Equal((BaselineKind.Champion, (Start, Start + Hour)), (plan.Baseline.Kind, plan.BaselineSpan!.Value));
    }

    [Fact]
    public void BaselineSpan_OfTheDefinition_IsShiftedAsItSays()
    {
        var plan = QueryPlan.Of(
            "fare", new MonitorQuery { From = Start.AddDays(1), Until = Start.AddDays(1) + Hour }, Index() with { Definition = "model: fare\nbaseline: { hours_before: 24 }\n" }, champion: 1);

        Assert.Equal((Start, Start + Hour), plan.BaselineSpan);
        Assert.Equal("the same time 24 h before", plan.Summary().Baseline);
    }

    [Fact]
    public void Of_NoWindows_IsAnEmptyTime()
    {
        var plan = QueryPlan.Of("fare", new MonitorQuery(), Index() with { Windows = [], Watermark = null }, champion: 1);

        Assert.Equal(0, plan.Version);
        Assert.Empty(plan.RangeOf(plan.Version, "all", plan.From, plan.Until).Keys);
    }

    public static TheoryData<MonitorQuery, string> Wrong => new()
    {
        { new MonitorQuery { Version = 9 }, "There are no windows of version 9 of model 'fare'; there are some of 1, 2." },
        { new MonitorQuery { From = Start, Until = Start }, "'from' is 2026-03-01 00:00:00Z and 'until' is 2026-03-01 00:00:00Z; 'from' must be the earlier one." },
        { new MonitorQuery { Until = DateTimeOffset.MinValue }, "'until' is 0001-01-01 00:00:00Z; it must lie between 1970-01-01 00:00:00Z and 2200-01-01 00:00:00Z." },
        { new MonitorQuery { From = DateTimeOffset.MaxValue }, "'from' is 9999-12-31 23:59:59Z; it must lie between 1970-01-01 00:00:00Z and 2200-01-01 00:00:00Z." },
        {
            new MonitorQuery { Baseline = "yesterday" },
            "'baseline' is 'yesterday'; it must be 'training', 'previous', 'champion', or two ascending times such as 2026-01-01T00:00:00Z/2026-02-01T00:00:00Z."
        },
        {
            new MonitorQuery { Baseline = "2026-02-01/2026-01-01" },
            "'baseline' is '2026-02-01/2026-01-01'; it must be 'training', 'previous', 'champion', or two ascending times such as 2026-01-01T00:00:00Z/2026-02-01T00:00:00Z."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Of_WhatCannotBe_IsRefused(MonitorQuery query, string message)
    {
        var exception = Assert.Throws<OrleansMLException>(() => QueryPlan.Of("fare", query, Index(), champion: 1));

        Assert.Equal((ErrorCode.InvalidRequest, message), (exception.Code, exception.Message));
    }

    [Fact]
    public void Versions_AnotherCameInThisTime_SaysWhenEachAnswered()
    {
        var plan = QueryPlan.Of("fare", new MonitorQuery { From = Start.AddHours(28), Until = Start.AddHours(32) }, Index(), champion: 1);

        Assert.Equal(
            [
                new MonitorVersionTime { Version = 1, From = Start.AddHours(28), Until = Start.AddHours(32) },
                new MonitorVersionTime { Version = 2, From = Start.AddHours(30), Until = Start.AddHours(32) },
            ],
            plan.Versions());
    }

    [Fact]
    public void RequireFew_MoreThanIsRead_SaysWhatToNarrow()
    {
        var plan = QueryPlan.Of("fare", new MonitorQuery(), Index(), champion: 1);

        plan.RequireFew(100, 20);
        var exception = Assert.Throws<OrleansMLException>(() => plan.RequireFew(100, 21));

        Assert.Equal(
            (ErrorCode.InvalidRequest,
             "100 windows of model 'fare', those of the baseline with them, times 21 segments are more than 2000: ask for a shorter time with 'from' and 'until', or for the report of one 'segment'."),
            (exception.Code, exception.Message));
    }

    /// <summary>Hourly windows of two days; the last complete one ends at 10:00 of the second.</summary>
    internal static MonitorIndex Index() => new()
    {
        Watch = new MonitorWatch { Model = "fare", Revision = 0, Window = Hour, Segments = [], MostSegmentValues = 200 },
        Windows = [.. Enumerable.Range(0, 35).Select(static hour => new MonitorIndexWindow { Start = Start.AddHours(hour), Length = Hour, Versions = hour < 30 ? [1] : [1, 2] })],
        Watermark = Start.AddHours(34).AddMinutes(37),
        Lost = [],
    };
}
