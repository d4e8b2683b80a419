using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansML.Conformance.Calls;

[Collection(SiloTests.Name)]
public sealed class TimeoutTests(SiloFixture fixture)
{
    [Fact]
    public async Task ResponseTimeout_NotConfigured_IsThirtySeconds()
    {
        var client = fixture.ClientServices.GetRequiredService<IOptions<ClientMessagingOptions>>().Value;

        Assert.Equal(TimeSpan.FromSeconds(30), client.ResponseTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), await fixture.Client.GetGrain<ITimeoutGrain>("options").GetSiloResponseTimeout());
        Assert.False(client.CancelRequestOnTimeout);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task ResponseTimeout_OnTheMethod_EndsTheCallWithATimeoutThatNamesTheTarget(Caller caller)
    {
        var key = $"timeout-{caller}";
        var grain = fixture.From(caller).GetGrain<ITimeoutGrain>(key);

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => Wait.ForAsync(grain.HangBriefly()));

        Assert.Contains(key, exception.Message);
        Assert.Contains(nameof(ITimeoutGrain.HangBriefly), exception.Message);
        Assert.Contains("00:00:02", exception.Message);
    }

    [Fact]
    public async Task ResponseTimeout_Passed_CalleeRunsToItsEnd()
    {
        const string Key = "timeout-unknown-outcome";
        var grain = fixture.Client.GetGrain<ITimeoutGrain>(Key);
        // A request that has waited for the activation until its time is over is dropped, and then nothing runs to its end.
        await grain.Ping();
        await Assert.ThrowsAsync<TimeoutException>(() => Wait.ForAsync(grain.HangBriefly()));
        Assert.Empty(Journal.Read(Key));

        Gate.Open(Key);

        await Journal.UntilAsync(Key, "finished");
    }

    [Fact]
    public async Task ResponseTimeout_CallFromAGrain_EndsTheCall()
    {
        var caller = fixture.Client.GetGrain<ITimeoutGrain>("timeout-calling-grain");

        Assert.Equal("timed out", await Wait.ForAsync(caller.HangInAnother(fixture.Client.GetGrain<ITimeoutGrain>("timeout-called-grain"))));
    }

    [Fact]
    public async Task ResponseTimeout_OfTheClient_HoldsForMethodsWithoutTheirOwn()
    {
        await using var cluster = await TcpCluster.StartAsync(
            static _ => { },
            static client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(4)));
        var patient = cluster.Client.GetGrain<ITimeoutGrain>("configured-long");
        await patient.Ping();
        var hangingLong = patient.HangLong();
        var impatient = cluster.Client.GetGrain<ITimeoutGrain>("configured");

        // A first call activates the grain, so that the call below is inside it well before it times out.
        await impatient.Ping();
        await Assert.ThrowsAsync<TimeoutException>(() => Wait.ForAsync(impatient.Hang()));

        Assert.False(hangingLong.IsCompleted);
        Gate.Open("configured-long");
        await Wait.ForAsync(hangingLong);
        Gate.Open("configured");
        await Journal.UntilAsync("configured", "finished");
    }
}
