using System.Diagnostics;
using Orleans.Configuration;
using Orleans.Runtime.Membership;

namespace OrleansML.Conformance.Membership;

/// <summary>Silos that are nothing but their membership, over one table in memory and a clock that only the test moves.</summary>
internal sealed class FakeCluster
{
    // What works longer without the clock waits for something else.
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(1);

    private int _lastPort = 11_000;

    // The generations of silos come from the clock of the machine.
    public SteppedClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public ClusterMembershipOptions Options { get; } = new();

    public InMemoryMembershipTable Table { get; set; } = new();

    public FakeNetwork Network => field ??= new FakeNetwork(Clock);

    public FakeHealth Health { get; } = new();

    public async Task<FakeSilo> JoinAsync(SiloStatus status = SiloStatus.Active, TimeSpan clockError = default)
    {
        var silo = new FakeSilo(this, ++_lastPort, generation: SiloAddress.AllocateNewGeneration(), clockError);
        await silo.Membership.JoinAsync(CancellationToken.None);
        if (status == SiloStatus.Active)
        {
            await silo.Membership.UpdateStatusAsync(SiloStatus.Active);
        }

        return silo;
    }

    public async Task<FakeSilo[]> JoinManyAsync(int count)
    {
        var silos = new FakeSilo[count];
        for (var i = 0; i < count; i++)
        {
            silos[i] = await JoinAsync();
        }

        await RefreshAsync(silos);
        return silos;
    }

    public static async Task RefreshAsync(params FakeSilo[] silos)
    {
        foreach (var silo in silos)
        {
            await silo.Membership.RefreshAsync();
        }
    }

    /// <summary>Moves the clock in small steps until the task has ended; never on while the task works instead of waiting for the clock.</summary>
    public async Task AdvanceUntilAsync(Task task, TimeSpan step)
    {
        for (var i = 0; i < 3_000 && !task.IsCompleted; i++)
        {
            await UntilAsync(() => task.IsCompleted || Clock.Waiting > 0);
            await StepAsync(step, task);
        }

        Assert.True(task.IsCompleted, "The task does not end however far the clock is moved.");
    }

    /// <summary>Moves the clock, and waits until whatever that woke up waits for the clock again.</summary>
    public async Task StepAsync(TimeSpan step, Task? task = null)
    {
        var (waiting, created) = (Clock.Waiting, Clock.Created);
        Clock.Advance(step);
        var woken = waiting - Clock.Waiting;
        await UntilAsync(() => task is { IsCompleted: true } || Clock.Created >= created + woken);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition() && watch.Elapsed < LongestWork)
        {
            await Task.Delay(1);
        }
    }
}
