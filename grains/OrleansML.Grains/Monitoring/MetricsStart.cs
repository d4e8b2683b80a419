using Microsoft.Extensions.Hosting;
using OrleansML.Grains.Models;
using OrleansML.Inference;

namespace OrleansML.Grains.Monitoring;

/// <summary>Creates at the start of the silo what else the first use would, so that what has not happened yet is 0 and not missing.</summary>
internal sealed class MetricsStart(ServingMetrics serving, ModelHost host, JobMetrics jobs, LocalReplicas replicas) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        jobs.Show();
        serving.Watch(host);
        serving.CreateGauge("orleansml.replicas", "{replica}", "Replicas that are active on the silo.", () => replicas.ToArray()
            .GroupBy(static replica => new ModelId(replica.Key.Model, replica.Key.Version), static (id, of) => KeyValuePair.Create(id, of.LongCount())));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
