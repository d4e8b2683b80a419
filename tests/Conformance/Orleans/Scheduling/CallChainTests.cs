namespace OrleansML.Conformance.Scheduling;

/// <summary>Whether a call chain may come back into a grain that waits for it.</summary>
[Collection(SiloTests.Name)]
public sealed class CallChainTests(SiloFixture fixture)
{
    [Fact]
    public async Task CallBack_ReentrancyAllowedForTheChain_IsAdmitted()
    {
        var answer = await CallThrough(CallChain.Allowed);

        Assert.Equal("answer of Allowed-caller", answer);
    }

    [Theory]
    [InlineData(CallChain.Unspecified)]
    [InlineData(CallChain.AllowedThenSuppressed)]
    public async Task CallBack_ReentrancyNotAllowed_TimesOut(CallChain chain) =>
        await Assert.ThrowsAsync<TimeoutException>(() => CallThrough(chain));

    [Fact]
    public async Task Call_OutsideTheAllowedChain_StillWaits()
    {
        var grain = fixture.Client.GetGrain<ICallChainGrain>("outside-caller");
        var chain = grain.CallAndHold(fixture.Client.GetGrain<IHoldGrain>("outside-held"));
        await Journal.UntilAsync("outside-held", "enter chain");

        await Assert.ThrowsAsync<TimeoutException>(() => Wait.ForAsync(grain.Answer()));

        Gate.Open("outside-held/chain");
        await Wait.ForAsync(chain);
    }

    private Task<string> CallThrough(CallChain chain) => Wait.ForAsync(
        fixture.Client.GetGrain<ICallChainGrain>($"{chain}-caller").CallThrough(
            fixture.Client.GetGrain<ICallChainGrain>($"{chain}-callee"), chain));
}
