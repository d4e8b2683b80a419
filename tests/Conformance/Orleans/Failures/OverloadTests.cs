using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansML.Conformance.Lifetime;

namespace OrleansML.Conformance.Failures;

/// <summary>What callers see when an activation or a silo has more to do than it takes on.</summary>
public sealed class OverloadTests
{
    private const int Limit = 3;

    [Fact]
    public async Task Calls_MoreThanMayWait_ExcessFailsAndTheRestIsServed()
    {
        await using var cluster = await TcpCluster.StartAsync(silo =>
            silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = Limit));
        var grain = cluster.Client.GetGrain<IBusyGrain>("limited");
        var first = grain.PassGate();
        await Journal.UntilAsync("limited", "waiting");

        var calls = Enumerable.Range(0, 10).Select(_ => grain.GetActivation()).ToArray();
        await Wait.UntilAsync(() => calls.Count(call => call.IsFaulted) >= 10 - Limit, "refused calls");
        Gate.Open("limited");

        var activation = await Wait.ForAsync(first);
        foreach (var call in calls)
        {
            if (call.IsFaulted)
            {
                await Assert.ThrowsAsync<LimitExceededException>(() => call);
            }
            else
            {
                Assert.Equal(activation, await Wait.ForAsync(call));
            }
        }

        Assert.InRange(calls.Count(call => call.IsCompletedSuccessfully), 1, Limit);
        Assert.Equal(activation, await grain.GetActivation());
    }

    [Fact]
    public async Task Calls_GatewayIsOverloaded_ClientsAreRefusedUntilItIsNot()
    {
        await using var cluster = await TcpCluster.StartAsync(silo => silo.Configure<LoadSheddingOptions>(options =>
        {
            options.LoadSheddingEnabled = true;
            options.CpuThreshold = 100;
            options.MemoryThreshold = 100;
        }));
        var options = cluster.SiloHost.Services.GetRequiredService<IOptions<LoadSheddingOptions>>().Value;
        var grain = cluster.Client.GetGrain<IBusyGrain>("shed");
        var activation = await grain.GetActivation();

        // Thresholds are checked at the start only; every process uses more than nothing.
        options.MemoryThreshold = 0;

        await Wait.UntilAsync(() => IsRefusedAsync(grain), "a refused call");
        Assert.Equal(activation, await cluster.Silo.GetGrain<IBusyGrain>("shed").GetActivation());
        options.MemoryThreshold = 100;
        await Wait.UntilAsync(async () => !await IsRefusedAsync(grain), "a call that is not refused");
    }

    [Fact]
    public async Task Start_ThresholdsOutOfRange_FailsAndNamesThem()
    {
        var exception = await Assert.ThrowsAsync<OrleansConfigurationException>(() => TcpCluster.StartAsync(silo => silo.Configure<LoadSheddingOptions>(options =>
        {
            options.LoadSheddingEnabled = true;
            options.CpuThreshold = 101;
        })));

        Assert.Contains("LoadSheddingOptions.CpuThreshold", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<bool> IsRefusedAsync(IBusyGrain grain)
    {
        try
        {
            await grain.GetActivation();
            return false;
        }
        catch (GatewayTooBusyException)
        {
            return true;
        }
    }
}
