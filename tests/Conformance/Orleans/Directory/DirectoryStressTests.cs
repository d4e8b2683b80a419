using Orleans.TestingHost;

namespace OrleansML.Conformance.Directory;

/// <summary>One activation of a grain at most, and right answers only, whatever happens to the silos.</summary>
public sealed class DirectoryStressTests : IAsyncLifetime
{
    private const int Seed = 20261126;
    private readonly string _prefix = $"stress-{Guid.NewGuid():N}-";
    private readonly InProcessTestCluster _cluster = new InProcessTestClusterBuilder(3).Build();

    private string[] Keys => [.. Enumerable.Range(0, 200).Select(number => $"{_prefix}{number}")];

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [StandInFact("some calls under way to a killed silo end with TimeoutException only after 30 s")]
    public async Task SilosComeAndGo_InRandomOrderUnderLoad_EveryGrainIsActiveOnceAndAnswersRight()
    {
        var random = new Random(Seed);
        await using (var callers = new Callers(_cluster, Keys, count: 16, Seed))
        {
            for (var step = 0; step < 25; step++)
            {
                await callers.ProgressAsync(20);
                var silos = _cluster.Silos;
                var victim = silos[random.Next(silos.Count)];
                switch (random.Next(3))
                {
                    case 0 when silos.Count < 4:
                        await _cluster.StartAdditionalSiloAsync();
                        break;
                    case 1 when silos.Count > 1:
                        await _cluster.StopSiloAsync(victim);
                        break;
                    case 2 when silos.Count > 1:
                        await KillAsync(victim);
                        break;
                    default:
                        await _cluster.StartAdditionalSiloAsync();
                        break;
                }
            }

            await callers.ProgressAsync(20);
            Assert.Empty(callers.WrongAnswers);
            Assert.All(callers.Failures, AssertSaysThatASiloIsGone);
        }

        await AssertOneActivationEachAsync();
    }

    [StandInFact("some calls under way to a killed silo end with TimeoutException only after 30 s")]
    public async Task KillTwoOfThree_AtOnceUnderLoad_TheThirdServesEveryGrainOnce()
    {
        await using (var callers = new Callers(_cluster, Keys, count: 16, Seed))
        {
            await callers.ProgressAsync(20);
            var victims = _cluster.Silos.Skip(1).ToArray();

            await Task.WhenAll(victims.Select(KillAsync));

            await callers.ProgressAsync(20);
            Assert.Empty(callers.WrongAnswers);
            Assert.All(callers.Failures, AssertSaysThatASiloIsGone);
        }

        await AssertOneActivationEachAsync();
    }

    [Fact]
    public async Task Join_UnderLoad_NoCallFails()
    {
        await using var callers = new Callers(_cluster, Keys, count: 16, Seed);
        for (var i = 0; i < 3; i++)
        {
            await callers.ProgressAsync(20);
            await _cluster.StartAdditionalSiloAsync();
        }

        await callers.ProgressAsync(20);
        Assert.Empty(callers.WrongAnswers);
        Assert.Empty(callers.Failures);
        Assert.Empty(Activations.ViolationsOf(_prefix));
    }

    private static void AssertSaysThatASiloIsGone(Exception exception) =>
        Assert.True(exception is OrleansMessageRejectionException, exception.ToString());

    private async Task AssertOneActivationEachAsync()
    {
        foreach (var key in Keys)
        {
            Assert.Equal($"{key}:1", await Wait.ForAsync(_cluster.Client.GetGrain<IWitnessGrain>(key).Echo(1)));
            Assert.Equal(1, Activations.Count(key));
        }

        Assert.Empty(Activations.ViolationsOf(_prefix));
    }

    private Task KillAsync(InProcessSiloHandle silo)
    {
        Activations.OnKilling(silo.SiloAddress);
        return _cluster.KillSiloAsync(silo);
    }
}
