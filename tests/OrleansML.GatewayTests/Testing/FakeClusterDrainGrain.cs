using OrleansML.Cluster;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeClusterDrainGrain : Grain, IClusterDrainGrain
{
    public static DrainRequest? LastRequest { get; private set; }

    public Task<SiloDrainStatus> Start(DrainRequest request)
    {
        LastRequest = request;
        return request.Silo switch
        {
            "last" => throw new OrleansMLException(ErrorCode.Conflict, "Silo 'last' is the last of its pool."),
            "nobody" => throw new OrleansMLException(ErrorCode.SiloNotFound, "No silo is called 'nobody'."),
            var silo => GetStatus(silo),
        };
    }

    public Task<SiloDrainStatus> GetStatus(string silo) => Task.FromResult(new SiloDrainStatus
    {
        Address = "127.0.0.1:11111@1",
        Name = silo,
        Status = "Active",
        Progress = new SiloDrainProgress { Phase = SiloDrainPhase.Preloading, Replicas = 3, Preloaded = 1, Left = 3 },
    });
}
