namespace OrleansML.Conformance.Workers;

[Collection(SiloTests.Name)]
public sealed class StatelessWorkerTests(SiloFixture fixture)
{
    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Calls_AtOnce_RunInUpToTheGivenNumberOfActivations(Caller caller)
    {
        var key = $"workers-{caller}";
        var grain = fixture.From(caller).GetGrain<IWorkerGrain>(key);
        var calls = Enumerable.Range(0, 8).Select(_ => grain.PassGate()).ToArray();

        await Wait.UntilAsync(() => Journal.Read(key).Length == 2, "two calls inside the workers");
        Gate.Open(key);
        var activations = await Wait.ForAsync(Task.WhenAll(calls));

        Assert.Equal(2, activations.Distinct().Count());
        Assert.Equal(2, Journal.Read(key).Take(2).Distinct().Count());
    }

    [Fact]
    public async Task Calls_OneAfterTheOther_ReuseAnIdleActivation()
    {
        var grain = fixture.Client.GetGrain<IWorkerGrain>("sequential");
        var activations = new HashSet<Guid>();
        for (var i = 0; i < 20; i++)
        {
            activations.Add(await grain.GetActivation());
        }

        Assert.InRange(activations.Count, 1, 2);
    }
}
