namespace OrleansML.Conformance.Filters;

public sealed class FilterTests : IAsyncLifetime
{
    private TcpCluster? _cluster;

    public async Task InitializeAsync() => _cluster = await TcpCluster.StartAsync(
        static silo =>
        {
            silo.AddIncomingGrainCallFilter(new JournalFilter("first"));
            silo.AddIncomingGrainCallFilter(new JournalFilter("second"));
            silo.AddOutgoingGrainCallFilter(new JournalFilter("silo"));
        },
        static client => client.AddOutgoingGrainCallFilter(new JournalFilter("client")));

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    [Fact]
    public async Task Call_FromTheClient_PassesTheFiltersInOrder()
    {
        Assert.Equal(10, await Grain("ordered").Add(2, 3));

        Assert.Equal(
            [
                "outgoing client from outside: Add(2+3)",
                "incoming first FilteredGrain in ordered: Add(2+3)",
                "incoming second FilteredGrain in ordered: Add(2+3)",
                "grain filter of Add before",
                "method",
                "grain filter of Add after",
                "incoming second result 5",
                "incoming first result 5",
                "outgoing client result 10",
            ],
            Journal.Read("ordered"));
    }

    [Fact]
    public async Task Call_FromAnotherGrain_PassesTheOutgoingFilterOfTheSilo()
    {
        Assert.Equal(20, await Grain("outer").AddThrough(Grain("inner"), 2, 3));

        Assert.Equal("outgoing silo from outer: Add(2+3)", Journal.Read("inner")[0]);
        Assert.Equal("outgoing silo result 10", Journal.Read("inner")[^1]);
    }

    [Fact]
    public async Task Filter_AnswersForAnException_CallerGetsTheAnswer()
    {
        Assert.Equal("answered by the filter", await Grain("answered").Throw());

        Assert.Contains("incoming first error of the method", Journal.Read("answered"));
    }

    [Fact]
    public async Task Filter_Throws_CallerGetsItsExceptionAndTheMethodDoesNotRun()
    {
        var exception = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Grain("denied").Denied());

        Assert.Equal("denied by the filter", exception.Message);
        Assert.DoesNotContain("method", Journal.Read("denied"));
    }

    [Fact]
    public async Task Filter_OfTypeFromServices_SeesInterfaceAndSource()
    {
        await using var cluster = await TcpCluster.StartAsync(static silo => silo.AddIncomingGrainCallFilter<DescribingFilter>());

        await cluster.Client.GetGrain<IFilteredGrain>("described").AddThrough(cluster.Client.GetGrain<IFilteredGrain>("described-inner"), 1, 1);

        Assert.Contains("IFilteredGrain.Add from described to described-inner by FilteredGrain", Journal.Read("described-inner"));
    }

    private IFilteredGrain Grain(string key) => _cluster!.Client.GetGrain<IFilteredGrain>(key);
}
