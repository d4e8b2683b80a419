using OrleansML.Grains.Scoring;
using OrleansML.Learning.Scoring;
using OrleansML.Scoring;

namespace OrleansML.UnitTests.Scoring;

public sealed class ScoringJobStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid One = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Two = new("00000000-0000-0000-0000-000000000002");

    [Fact]
    public void Lease_MoreThanIsFree_GivesFreeSlicesInOrderAndNumbersThem()
    {
        var first = Planned(3).Lease(slot: 0, One, most: 2, Now);
        var second = first.Lease(slot: 1, Two, most: 2, Now);
        var third = second.Lease(slot: 1, Two, most: 2, Now);

        Assert.Equal([(0, 0, 1), (1, 0, 2)], first.Held.Select(static lease => (lease.Slice, lease.Slot, lease.Attempt)));
        Assert.Equal((2, 1, 3), second.Held.Skip(2).Select(static lease => (lease.Slice, lease.Slot, lease.Attempt)).Single());
        Assert.Equal(3, second.Leases);
        Assert.Same(second, third);
    }

    [Fact]
    public void Lease_TwoWorkers_EachReadsOnInAStretchOfItsOwn()
    {
        // Of 2 to 8, behind the first worker, the second begins in the middle.
        var state = Planned(9).Lease(0, One, 2, Now).Lease(1, Two, 2, Now);
        Assert.Equal([(0, 0), (1, 0), (5, 1), (6, 1)], HeldBy(state));

        state = state.Take(0, [Part(0, attempt: 1)]).Lease(0, One, 1, Now).Take(1, [Part(5, attempt: 3)]).Lease(1, Two, 1, Now);

        Assert.Equal([(1, 0), (6, 1), (2, 0), (7, 1)], HeldBy(state));
    }

    [Fact]
    public void Lease_NothingIsFreeBehindWhatItHolds_BeginsTheLongestStretch()
    {
        // 1, 3 and 4 are free.
        var state = Planned(6).Lease(0, One, 6, Now).Take(0, [Part(0, attempt: 1), Part(2, attempt: 3)])
            .Release(static lease => lease.Slice != 5).Lease(1, Two, 3, Now);

        Assert.Equal([(5, 0), (3, 1), (4, 1), (1, 1)], HeldBy(state));
    }

    [Fact]
    public void Take_TwoPartsOfOneSlice_TheFirstCounts()
    {
        var state = Planned(2).Lease(0, One, 1, Now).Compete(1, Two, TimeSpan.Zero, Now.AddSeconds(1));

        var taken = state.Take(1, [Part(0, attempt: 2)]).Take(0, [Part(0, attempt: 1)]);

        Assert.Equal(2, taken.Parts[0]!.Attempt);
        Assert.Empty(taken.Release(static _ => false).Held);
        Assert.Same(taken, taken.Take(0, [Part(0, attempt: 1)]));
    }

    [Fact]
    public void Take_RowsDoNotAddUp_Fails()
    {
        var exception = Assert.Throws<ScoringFailedException>(() => Planned(2).Take(0, [Part(1, attempt: 1) with { Rows = 99 }]));

        Assert.Equal("A worker gave 99 rows and 0 dead letters for the 100 rows from row 100 on.", exception.Message);
    }

    [Fact]
    public void Release_WorkerIsLost_ItsSlicesAreGivenToOthers()
    {
        var state = Planned(2).Lease(0, One, 2, Now).Take(0, [Part(0, attempt: 1)]);

        var released = state.Release(static lease => lease.Slot == 0).Lease(1, Two, 2, Now);

        Assert.Equal((1, 1, 3), released.Held.Select(static lease => (lease.Slice, lease.Slot, lease.Attempt)).Single());
    }

    [Fact]
    public void Compete_NobodyIsSlow_GivesNothing()
    {
        var state = Planned(2).Lease(0, One, 2, Now);

        Assert.Same(state, state.Compete(1, Two, TimeSpan.FromSeconds(10), Now.AddSeconds(10)));
        Assert.Same(state, state.Compete(0, One, TimeSpan.FromSeconds(10), Now.AddSeconds(11)));
    }

    [Fact]
    public void Compete_SeveralAreSlow_GivesTheOldestOnce()
    {
        var state = Planned(2).Lease(0, One, 1, Now).Lease(0, One, 1, Now.AddSeconds(1));

        var first = state.Compete(1, Two, TimeSpan.FromSeconds(10), Now.AddSeconds(20));
        var second = first.Compete(2, Guid.NewGuid(), TimeSpan.FromSeconds(10), Now.AddSeconds(20));
        var third = second.Compete(3, Guid.NewGuid(), TimeSpan.FromSeconds(10), Now.AddSeconds(20));

        Assert.Equal([0, 1], second.Held.Skip(2).Select(static lease => lease.Slice));
        Assert.Same(second, third);
    }

    [Fact]
    public void Add_WhatIsKnownAgain_ChangesNothing()
    {
        var state = Planned(2);

        Assert.Same(state, state.Add(Plan(2, isComplete: true)));
        Assert.Equal(3, Planned(2, isComplete: false).Add(Plan(3, isComplete: true)).Parts.Length);
    }

    [Fact]
    public void Add_OtherRowsThanBefore_Fails()
    {
        var plan = Plan(2, isComplete: true);
        var changed = plan with { Slices = [plan.Slices[0], plan.Slices[1] with { Rows = 7 }] };

        var exception = Assert.Throws<ScoringFailedException>(() => Planned(2).Add(changed));

        Assert.Equal("Its input changed: rows from 100 on are others than when the job was planned. Start another job.", exception.Message);
    }

    [Theory]
    [InlineData(3, 0.5, true, null)]
    [InlineData(2, 0.5, true, "3 of 200 rows could not be scored; 2 are allowed (dead_letters). The first: row 8 of the input: 'a' is missing. Mend the rows or raise the limit, and start another job.")]
    [InlineData(10, 0.01, true, "3 of 200 rows could not be scored; 2 are allowed (dead_letters). The first: row 8 of the input: 'a' is missing. Mend the rows or raise the limit, and start another job.")]
    [InlineData(10, 0.01, false, null)]
    [InlineData(2, 0.01, false, "3 could not be scored; 2 are allowed (dead_letters). The first: row 8 of the input: 'a' is missing. Mend the rows or raise the limit, and start another job.")]
    public void Overdrawn_ThreeDeadLetters_FollowsBothLimits(long most, double share, bool isComplete, string? expected)
    {
        var state = Planned(2, isComplete).Take(0, [Part(0, attempt: 1) with { Rows = 97, DeadRows = 3, DeadReason = "row 8 of the input: 'a' is missing" }]);

        Assert.Equal(expected, state.Overdrawn(new DeadLetterBudget(most, share)));
    }

    private static IEnumerable<(int Slice, int Slot)> HeldBy(ScoringJobState state) => state.Held.Select(static lease => (lease.Slice, lease.Slot));

    private static ScoringJobState Planned(int slices, bool isComplete = true) => new ScoringJobState().Add(Plan(slices, isComplete));

    private static ScoringPlanPart Plan(int slices, bool isComplete) => new()
    {
        Slices = [.. Enumerable.Range(0, slices).Select(static index => new ScoringRange { Index = index, FirstRow = index * 100, Rows = 100, File = "in.parquet", FirstRowOfFile = index * 100 })],
        BatchRows = 10,
        IsComplete = isComplete,
        Input = "",
    };

    private static ScoredPart Part(int slice, int attempt) => new() { Slice = slice, File = "f", Sha256 = "s", Rows = 100, Bytes = 1, Attempt = attempt };
}
