using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.UnitTests.Monitoring.Judging;

public sealed class MonitorScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly MonitorDefinition Hourly = MonitorDefinition.DefaultOf("m");

    [Fact]
    public void Next_NothingCounted_IsNone() => Assert.Null(MonitorSchedule.Next(new MonitorRecord(), Hourly, Noon, Noon));

    [Theory]
    [InlineData(59, null, false)]
    [InlineData(61, null, false)] // nobody says that it is complete, and 2 min of lateness are not over
    [InlineData(62, null, true)]
    [InlineData(60, 59, false)]
    [InlineData(60, 60, true)]
    [InlineData(61, 59, false)]
    public void Next_FirstWindow_IsJudgedWhenItIsCompleteOrLatenessIsOver(int now, int? sureUntil, bool isDue)
    {
        var record = With(Noon);

        var next = MonitorSchedule.Next(record, Hourly, sureUntil is { } minute ? Noon.AddMinutes(minute) : null, Noon.AddMinutes(now));

        Assert.Equal(isDue ? Noon : null, next);
    }

    [Fact]
    public void Next_AfterAWindow_IsTheNextEvenWithoutRows()
    {
        var record = With(Noon) with { Alarms = new AlarmState { Last = Noon, Step = TimeSpan.FromHours(1) } };

        Assert.Null(MonitorSchedule.Next(record, Hourly, null, Noon.AddHours(2)));
        Assert.Equal(Noon.AddHours(1), MonitorSchedule.Next(record, Hourly, null, Noon.AddHours(2.1)));
    }

    [Fact]
    public void Next_AfterALongPause_GoesOnWithTheNewestHundred()
    {
        var record = With(Noon) with { Alarms = new AlarmState { Last = Noon, Step = TimeSpan.FromHours(1) } };

        // The last whole hour before 12:30 on the fifth day starts at 11:00; 99 h before that it is 8:00 four days earlier.
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 8, 0, 0, TimeSpan.Zero), MonitorSchedule.Next(record, Hourly, null, Noon.AddDays(5).AddMinutes(30)));
    }

    [Fact]
    public void Next_WindowsGrewShorter_GoesOnAtTheEndOfTheLast()
    {
        var record = With(Noon) with { Alarms = new AlarmState { Last = Noon, Step = TimeSpan.FromHours(1) } };

        Assert.Equal(Noon.AddHours(1), MonitorSchedule.Next(record, Hourly with { Window = TimeSpan.FromMinutes(15) }, null, Noon.AddHours(2)));
    }

    [Theory]
    [InlineData(false, "12:35")] // the first whole window after 12:34
    [InlineData(true, "12:40")]
    public void Next_WindowsAreShorterThanThoseCounted_BeginsWhereSuchCanBe(bool isCounted, string expected)
    {
        var minutely = Hourly with { Window = TimeSpan.FromMinutes(1) };
        var record = With(Noon) with { AppliedAt = Noon.AddMinutes(34).AddSeconds(1) };
        if (isCounted)
            record = record with { Windows = record.Windows.With(new MonitorWindowId { Version = 1, Start = Noon.AddMinutes(40), Length = minutely.Window }) };

        var first = MonitorSchedule.Next(record, minutely, null, Noon.AddHours(1));
        var afterAnHour = MonitorSchedule.Next(record with { Alarms = new AlarmState { Last = Noon.AddHours(-1), Step = TimeSpan.FromHours(1) } }, minutely, null, Noon.AddHours(1));

        Assert.Equal((expected, expected), ($"{first:HH:mm}", $"{afterAnHour:HH:mm}"));
    }

    [Fact]
    public void WindowsOf_Slides_AreAllThatItIsAPartOf()
    {
        var sliding = Hourly with { Slide = TimeSpan.FromMinutes(20) };

        Assert.Equal([Noon, Noon.AddMinutes(-20), Noon.AddMinutes(-40)], MonitorSchedule.WindowsOf(sliding, Noon));
    }

    private static MonitorRecord With(DateTimeOffset start) => new()
    {
        Windows = WindowIndex.Empty.With(new MonitorWindowId { Version = 1, Start = start, Length = TimeSpan.FromHours(1) }),
    };
}
