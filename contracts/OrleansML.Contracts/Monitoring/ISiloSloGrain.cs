using Orleans.Concurrency;

namespace OrleansML.Monitoring;

/// <summary>Knows how the requests on one silo kept their objectives, and lives there. Key: the silo's address with generation.</summary>
[Alias("OrleansML.ISiloSloGrain")]
public interface ISiloSloGrain : IGrainWithStringKey
{
    /// <summary>Counts of the windows, for each objective that a version of the model has there.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.SiloNotFound"/>: the silo is not an active part of the cluster.</exception>
    [Alias("GetCounts"), AlwaysInterleave]
    Task<SloWindowCounts[]> GetCounts(string model);
}
