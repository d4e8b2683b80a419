using Orleans.Concurrency;

namespace OrleansML.Cluster;

/// <summary>Takes silos out of service, one decision at a time. Key: <see cref="Key"/>.</summary>
[Alias("OrleansML.IClusterDrainGrain")]
public interface IClusterDrainGrain : IGrainWithStringKey
{
    /// <summary>The key.</summary>
    const string Key = "cluster";

    /// <summary>
    /// Starts to empty a silo so that its process can end without a failed request. Comes back at once; ask <see cref="GetStatus"/> how it
    /// goes on. Idempotent: a silo that is leaving or has left is answered with how it stands.
    /// </summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.SiloNotFound"/>; <see cref="ErrorCode.InvalidRequest"/> when several silos have that name;
    /// <see cref="ErrorCode.Conflict"/> when it is the last silo of its pool and <see cref="DrainRequest.Force"/> is not set.
    /// </exception>
    [Alias("Start")]
    Task<SiloDrainStatus> Start(DrainRequest request);

    /// <summary>How a drain stands.</summary>
    /// <param name="silo">Name, or address with or without generation.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.SiloNotFound"/> or <see cref="ErrorCode.InvalidRequest"/>.</exception>
    [Alias("GetStatus"), AlwaysInterleave]
    Task<SiloDrainStatus> GetStatus(string silo);
}
