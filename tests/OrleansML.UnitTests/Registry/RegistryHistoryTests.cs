using OrleansML.Deployments;
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

    // Computed by Python's hashlib over the documented text; the first three are what histories of earlier builds hold.
    [Fact]
    public void Chain_MovesWithAndWithoutTheNewMembers_HaveTheHashesOfAnotherImplementation()
    {
        var deployed = Move("deployed", 1, At) with
        {
            Reason = "canary", Evidence = "sha-ab", Actor = "ann", Weights = [new VersionWeight(1, 95), new VersionWeight(2, 5)],
        };
        var state = (new ModelRegistryState { Events = History(), Revision = 3 }).With(deployed);

        Assert.Equal(
            [
                "91395807021f51b871a11b70696e281274741d89c0fe00d77e7e476ed9692542",
                "e06cc9c87b87d10c46a0954016f4336f97f3a6953ba5276221964320044dfe05",
                "76a518116cee035676769914f6f8349267450116a9307b2948531a499b1ed221",
                "acb3c6c3837ce57e758f96a425528b54082bded765437cf0839a1dd99f02a368",
            ],
            state.Events.Select(move => move.Hash));
        Assert.Equal(-1, RegistryHistory.FindBreak(state.Events));
    }

    [Fact]
    public void FindBreak_ForgedEvidenceActorWeightsOrAlias_IsItsIndex()
    {
        var state = new ModelRegistryState().With(Move("registered", 1, At)).With(Move("aliased", 1, At) with
        {
            Alias = "shop", Evidence = "e", Actor = "a", Weights = [new VersionWeight(1, 100)],
        });
        var (first, second) = (state.Events[0], state.Events[1]);

        Assert.Equal(1, RegistryHistory.FindBreak([first, second with { Evidence = "f" }]));
        Assert.Equal(1, RegistryHistory.FindBreak([first, second with { Actor = null }]));
        Assert.Equal(1, RegistryHistory.FindBreak([first, second with { Alias = "shops" }]));
        Assert.Equal(1, RegistryHistory.FindBreak([first, second with { Weights = [new VersionWeight(1, 99)] }]));
        Assert.Equal(-1, RegistryHistory.FindBreak([first, second]));
    }

    [Fact]
    public void VersionAt_Times_AreThoseOfTheMovesBeforeThem()
    {
        VersionWeight[] weights = [new VersionWeight(2, 10), new VersionWeight(1, 90)];
        RegistryEvent[] history =
        [
            Move("registered", 1, At.AddHours(1)),
            Move("registered", 2, At.AddHours(2)),
            Move("aliased", 2, At.AddHours(3)) with { Alias = "challenger" },
            Move("deployed", 2, At.AddHours(4)) with { Weights = weights },
            Move("promoted", 2, At.AddHours(5)),
            Move("alias-removed", 2, At.AddHours(6)) with { Alias = "challenger" },
            Move("rolled-back", 1, At.AddHours(7)),
        ];

        Assert.Equal([null, 1, 1, 1, 1, 2, 2, 1], Enumerable.Range(0, 8).Select(hour => RegistryHistory.VersionAt(history, "champion", At.AddHours(hour)).Version));
        Assert.Equal([null, null, null, 2, 2, 2, null, null], Enumerable.Range(0, 8).Select(hour => RegistryHistory.VersionAt(history, "challenger", At.AddHours(hour)).Version));
        Assert.Equal(weights, RegistryHistory.VersionAt(history, "champion", At.AddHours(4.5)).Weights);
        Assert.Empty(RegistryHistory.VersionAt(history, "champion", At.AddHours(5)).Weights);
        Assert.Equal(At.AddHours(5), RegistryHistory.VersionAt(history, "champion", At.AddHours(6.5)).Move?.At);
    }

    [Fact]
    public void Champions_GoingBackTwice_GoesBackTwiceAsFar()
    {
        RegistryEvent[] history = [Move("registered", 1, At), Move("registered", 2, At), Move("promoted", 2, At), Move("promoted", 3, At)];

        Assert.Equal([1, 2, 3], RegistryHistory.Champions(history));
        Assert.Equal([1, 2], RegistryHistory.Champions([.. history, Move("rolled-back", 2, At)]));
        Assert.Equal([1], RegistryHistory.Champions([.. history, Move("rolled-back", 2, At), Move("rolled-back", 1, At)]));
        Assert.Equal([1, 4], RegistryHistory.Champions([.. history, Move("rolled-back", 1, At), Move("deployed", 4, At), Move("promoted", 4, At)]));
    }

    private static RegistryEvent Move(string action, int version, DateTimeOffset at) =>
        new() { Revision = 0, At = at, Action = action, Version = version, Reason = "", Hash = "" };

    private static RegistryEvent[] History()
    {
        var state = new ModelRegistryState().With("registered", 1, "", At).With("registered", 2, "", At).With("promoted", 2, "better", At);
        return state.Events;
    }
}
