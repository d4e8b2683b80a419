using Orleans.Concurrency;

namespace OrleansML.Cluster;

/// <summary>Speaks for one silo and lives on it. Key: the silo's address with generation, such as <c>10.0.0.5:11111@123456789</c>.</summary>
[Alias("OrleansML.ISiloAgentGrain")]
public interface ISiloAgentGrain : IGrainWithStringKey
{
    /// <summary>What the silo does now.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.SiloNotFound"/>: the silo is not an active part of the cluster.</exception>
    [Alias("GetReport"), AlwaysInterleave]
    Task<SiloReport> GetReport();

    /// <summary>The pool of the silo.</summary>
    [Alias("GetPool"), AlwaysInterleave]
    Task<string> GetPool();

    /// <summary>
    /// Has the silo load a version into its memory, so that a replica that comes here is warm. Comes back within about a second; ask again until
    /// it is loaded. Idempotent.
    /// </summary>
    /// <returns>Whether it is loaded.</returns>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.OverMemoryBudget"/>, <see cref="ErrorCode.VersionNotFound"/>.</exception>
    [Alias("Preload"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<bool> Preload(string model, int version);

    /// <summary>Tells this silo that another is about to leave, or stays after all: no replica is placed on one that leaves.</summary>
    [Alias("NoteLeaving"), AlwaysInterleave]
    Task NoteLeaving(string silo, bool leaving);

    /// <summary>
    /// Starts to empty this silo: others load what it serves, its replicas move there, and its process ends. Comes back at once; idempotent.
    /// </summary>
    /// <param name="timeout">Time for the others to load; the silo stays when they cannot.</param>
    /// <param name="force">Leave even when the others cannot load everything.</param>
    [Alias("Drain"), AlwaysInterleave]
    Task<SiloDrainProgress> Drain(TimeSpan timeout, bool force);
}
