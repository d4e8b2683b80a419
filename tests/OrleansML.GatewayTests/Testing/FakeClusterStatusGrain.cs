using OrleansML.Cluster;
using OrleansML.Models;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeClusterStatusGrain : Grain, IClusterStatusGrain
{
    /// <summary>While set, the cluster does not answer for its state.</summary>
    public static string? Failure { get; set; }

    public Task<ClusterStatus> GetStatus(CancellationToken cancellationToken = default)
    {
        if (Failure is { } failure)
            throw new OrleansMLException(ErrorCode.Unavailable, failure);

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
