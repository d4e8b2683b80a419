using OrleansML.ChaosTests.Load;
using OrleansML.Client;
using OrleansML.Testing;
using OrleansML.Testing.Processes;
using OrleansML.Testing.Servers;

namespace OrleansML.ChaosTests;

/// <summary>A silo is evicted while its write is on the way to Redis, and another silo goes on: what arrives afterwards must not count.</summary>
public sealed class LateWriteTests(ITestOutputHelper output)
{
    private const string OnItsWay = "on its way when its silo froze";
    private const string AfterTakeover = "after another silo took over";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);

    [Fact, Trait("Category", "Chaos")]
    public Task Write_ArrivesAfterItsSiloWasReplaced_ChangesNothing() => ChaosRun.RunAsync(output, ChaosOptions.Patient, async run =>
    {
        await using var link = new HeldLink(run.Cluster.Redis.ConnectionString);
        var victim = run.Cluster.AddSilo();
        await victim.StartAsync(start => start with
        {
            Arguments = [.. start.Arguments.Select(argument => argument == run.Cluster.Redis.ConnectionString ? link.Address : argument)],
        });
        var model = await FindModelOfAsync(run, victim);
        await PushAsync(run, model, 1);
        await PushAsync(run, model, 2);

        link.Hold();
        var late = PromoteAsync(run, model, 2, OnItsWay);
        await Eventually.HoldsAsync(() => link.Keeps(model), "the write of the registry is on its way");
        run.Mark($"SIGSTOP of {victim}, with a write on its way");
        await victim.PauseAsync();
        await late;
        await PromoteAsync(run, model, 1, AfterTakeover);
        await PushAsync(run, model, 3);
        run.Mark("the write arrives");
        await link.ReleaseAsync();

        // What the store holds is seen by a silo that has to read it.
        var successor = await run.FindRegistryAsync(model);
        run.Mark($"kill -9 of {successor}, which holds the registry");
        await successor.KillAsync();
        await run.WaitUntilSteadyAsync(LongestWait);
        var history = await run.Client.Registry.GetHistoryAsync(model);
        var snapshot = await run.Client.Registry.GetAsync(model);

        Assert.Null(HistoryChain.FindFault(model, history));
        Assert.Equal([OnItsWay, AfterTakeover], history.Where(move => move.Action == "promoted").Select(move => move.Reason));
        Assert.NotNull(snapshot.Find(3));
    });

    private static async Task<string> FindModelOfAsync(ChaosRun run, ClusterNode silo)
    {
        for (var number = 1; number <= 100; number++)
        {
            if ((await run.LocateRegistryAsync($"late-{number}")).Equals(silo.Address))
                return $"late-{number}";
        }

        throw new InvalidOperationException($"None of a hundred registries is on {silo}.");
    }

    private static Task PushAsync(ChaosRun run, string model, int version) => RepeatAsync(
        () => run.Client.Registry.PushAsync(model, new MemoryStream(LinearModel.ToOnnx(version)), new PushOptions { Version = version }),
        $"version {version} of {model} is pushed");

    private static Task PromoteAsync(ChaosRun run, string model, int version, string reason) =>
        RepeatAsync(() => run.Client.Registry.PromoteAsync(model, version, reason), $"version {version} of {model} is promoted");

    private static Task RepeatAsync(Func<Task> change, string description) => Eventually.HoldsAsync(
        async () =>
        {
            try
            {
                await change();
                return true;
            }
            catch (Exception exception) when (exception is OrleansMLException or OrleansException or TimeoutException)
            {
                // Whether it took effect is unknown; repeating it is safe.
                return false;
            }
        },
        description,
        LongestWait);
}
