namespace OrleansML.Conformance.Calls;

[Collection(SiloTests.Name)]
public sealed class CancellationTests(SiloFixture fixture)
{
    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Cancel_CalleeIsRunning_CancelsItsTokenAndTheCall(Caller caller)
    {
        var key = $"cancel-{caller}";
        using var source = new CancellationTokenSource();
        var call = fixture.From(caller).GetGrain<ICancellationGrain>(key).WaitUntilCancelled(source.Token);
        await Journal.UntilAsync(key, "started");

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.ForAsync(call));
        await Journal.UntilAsync(key, "cancelled");
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Cancel_OneOfTwoCalls_LeavesTheOther(Caller caller)
    {
        var key = $"cancel-one-{caller}";
        var grain = fixture.From(caller).GetGrain<ICancellationGrain>(key);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var firstCall = grain.ReturnWhenCancelled(1, first.Token);
        var secondCall = grain.ReturnWhenCancelled(2, second.Token);
        await Journal.UntilAsync(key, "started 1");
        await Journal.UntilAsync(key, "started 2");

        await first.CancelAsync();
        await Journal.UntilAsync(key, "cancelled 1");

        Assert.DoesNotContain("cancelled 2", Journal.Read(key));
        Assert.False(secondCall.IsCompleted);
        await second.CancelAsync();
        await Journal.UntilAsync(key, "cancelled 2");
        await Task.WhenAll(firstCall, secondCall).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Cancel_TokenWasPassedOn_ReachesTheLastGrain(Caller caller)
    {
        var key = $"cancel-passed-on-{caller}";
        using var source = new CancellationTokenSource();
        var call = fixture.From(caller).GetGrain<ICancellationGrain>($"{key}-first")
            .PassOn(fixture.Client.GetGrain<ICancellationGrain>(key), source.Token);
        await Journal.UntilAsync(key, "started");

        await source.CancelAsync();

        await Journal.UntilAsync(key, "cancelled");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.ForAsync(call));
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_TokenAlreadyCancelled_ThrowsWithoutRunning(Caller caller)
    {
        var key = $"cancelled-before-{caller}";

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.ForAsync(
            fixture.From(caller).GetGrain<ICancellationGrain>(key).WaitUntilCancelled(new CancellationToken(canceled: true))));

        Assert.Empty(Journal.Read(key));
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_TokenIsNotCancelled_Answers(Caller caller)
    {
        using var source = new CancellationTokenSource();

        Assert.Equal(5, await fixture.From(caller).GetGrain<ICancellationGrain>($"not-cancelled-{caller}").Add(2, 3, source.Token));
    }
}
