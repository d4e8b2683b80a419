using OrleansML.Cluster;
using OrleansML.Models;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeClusterStatusGrain : Grain, IClusterStatusGrain
{
    public Task<ClusterStatus> GetStatus(CancellationToken cancellationToken = default)
    {
        return Task.FromResult(new ClusterStatus
        {
            Silos =
            [
                new SiloDescription
                {
                    Address = "S127.0.0.1:11111:1",
                    Name = "one",
                    Pool = "cpu",
                    Status = "Active",
                    Activations = 7,
                    ProcessorPercent = 12.5,
                    MemoryBytes = -1,
                },
            ],
            Replicas =
            [
                new ModelReplicaStatus
                {
                    Key = "cpu/echo/1/0", Silo = "one", Ready = true, Queued = 0, Answered = 1, Failed = 0, Batches = 1, Bytes = 10,
                },
            ],
        });
    }
}
