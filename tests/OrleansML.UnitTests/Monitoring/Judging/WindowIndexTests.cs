using System.Text.Json;
using OrleansML.Grains.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.UnitTests.Monitoring.Judging;

public sealed class WindowIndexTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void With_WindowsInAnyOrder_AreInOrderAndOnceEach()
    {
        var index = WindowIndex.Empty.With(Of(2, 5)).With(Of(1, 3)).With(Of(1, 5)).With(new MonitorWindowId { Version = 1, Start = Start.AddMinutes(3), Length = TimeSpan.FromDays(1) });

        Assert.Equal((3, Start.AddMinutes(3)), (index.Count, index.First));
        Assert.Equal([(3, 1), (3, 1440), (5, 1)], index.All.Select(static window => ((int)(window.Start - Start).TotalMinutes, (int)window.Length.TotalMinutes)));
        Assert.Equal([1, 2], index.All[2].Versions);
        Assert.Same(index, index.With(Of(2, 5)));
        Assert.Equal([3, 3], index.Without([index.All[2]]).All.Select(static window => (int)(window.Start - Start).TotalMinutes));
    }

    [Fact]
    public void Json_AWeekOfMinutes_IsShortAndReadAgain()
    {
        var index = WindowIndex.Empty;
        foreach (var minute in Enumerable.Range(0, 7 * 1_440).Where(static minute => minute is not 77))
            index = index.With(Of(minute < 500 ? 1 : 2, minute));

        var json = JsonSerializer.Serialize(index);

        // Two versions, and one minute that is missing: three runs.
        Assert.Equal(3, JsonDocument.Parse(json).RootElement.GetArrayLength());
        Assert.Equal(
            index.All.Select(static window => (window.Start, window.Length, window.Versions[0])),
            JsonSerializer.Deserialize<WindowIndex>(json)!.All.Select(static window => (window.Start, window.Length, window.Versions[0])));
    }

    private static MonitorWindowId Of(int version, int minute) => new() { Version = version, Start = Start.AddMinutes(minute), Length = Minute };
}
