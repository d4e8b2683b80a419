using Orleans.Configuration;
using OrleansML.Conformance.Calls;
using OrleansML.Conformance.Identity;

namespace OrleansML.Conformance.Failures;

/// <summary>What a client sees over TCP when the silo it talks to goes away and comes back.</summary>
[Collection(TimedTests.Name), Trait("Category", TimedTests.Name)]
public sealed class ConnectionFailureTests
{
    // Each call that was on its way into the lost silo takes the response timeout before another is made.
    private static readonly TimeSpan Reconnection = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task SiloIsReplaced_CallWasInside_FailsAndLaterCallsAreAnswered()
    {
        await using var cluster = await TcpCluster.StartAsync(
            static _ => { },
            static client =>
            {
                client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(3));
                client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
            });
        var call = cluster.Client.GetGrain<ICancellationGrain>("lost").WaitUntilCancelled(CancellationToken.None);
        await Journal.UntilAsync("lost", "started");

        await cluster.ReplaceSiloAsync(TimeSpan.FromSeconds(1));

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => Wait.ForAsync(call));
        Assert.True(IsLossOfTheSilo(exception), exception.ToString());
        await Wait.UntilAsync(
            async () =>
            {
                try
                {
                    return await cluster.Client.GetGrain<IStringKeyGrain>("found-again").GetKey() == "found-again";
                }
                catch (Exception loss) when (IsLossOfTheSilo(loss))
                {
                    return false;
                }
            },
            "an answer of the silo that replaced the lost one",
            Reconnection);
    }

    private static bool IsLossOfTheSilo(Exception exception) => exception is OrleansException or TimeoutException;
}
