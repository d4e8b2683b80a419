using Microsoft.Extensions.Hosting;
using OrleansML.Conformance.Identity;

namespace OrleansML.Conformance.Hosting;

/// <summary>A service beside the silo that calls a grain as soon as it runs.</summary>
internal sealed class CallingService(IGrainFactory grains, ILocalSiloDetails silo) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Journal.Write(silo.ClusterId, $"service got {await grains.GetGrain<IStringKeyGrain>("called-by-service").GetKey()}");
        await Task.Delay(Timeout.Infinite, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
        Journal.Write(silo.ClusterId, "service stopped");
    }
}
