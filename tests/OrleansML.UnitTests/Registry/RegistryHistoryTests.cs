using OrleansML.Grains.Registry;
using OrleansML.Registry;

namespace OrleansML.UnitTests.Registry;

public sealed class RegistryHistoryTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void FindBreak_UntouchedHistory_IsNone() => Assert.Equal(-1, RegistryHistory.FindBreak(History()));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void FindBreak_ChangedEvent_IsItsIndex(int index)
    {
        var history = History();
        history[index] = history[index] with { Reason = "forged" };

        Assert.Equal(index, RegistryHistory.FindBreak(history));
    }

    [Fact]
    public void FindBreak_DroppedEvent_IsTheNext()
    {
        var history = History();

        Assert.Equal(1, RegistryHistory.FindBreak([history[0], history[2]]));
    }

    private static RegistryEvent[] History()
    {
        var state = new ModelRegistryState().With("registered", 1, "", At).With("registered", 2, "", At).With("promoted", 2, "better", At);
        return state.Events;
    }
}
