using Orleans.Concurrency;

namespace OrleansML.Monitoring;

/// <summary>
/// Holds what one segment of one version of a model was given and said in one window. Key: <see cref="MonitorKey"/>. Durable: what was answered is stored.
/// </summary>
/// <remarks>
/// All throw <see cref="OrleansMLException"/> with <see cref="ErrorCode.InvalidRequest"/> where the data are damaged, and whatever changes something with
/// <see cref="ErrorCode.StorageUnavailable"/> when that cannot be stored; then nothing has changed.
/// </remarks>
[Alias("OrleansML.IMonitorGrain")]
public interface IMonitorGrain : IGrainWithStringKey
{
    /// <summary>Adds what a silo counted. Idempotent by source and number.</summary>
    /// <returns>False: the part was known.</returns>
    [Alias("Add")]
    Task<bool> Add(MonitorPart part);

    /// <summary>Puts what labels say in place of what they said before. Idempotent.</summary>
    /// <param name="performance">A window of labels as bytes; null: there are none.</param>
    [Alias("SetPerformance")]
    Task SetPerformance(byte[]? performance);

    /// <summary>Puts a window in place, made of others. Idempotent.</summary>
    [Alias("Replace")]
    Task Replace(MonitorWindow window);

    /// <summary>What it holds; an empty window where nothing came.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<MonitorWindow> Get();

    /// <summary>Whether a part of a source was added; for who must tell what a silo that died lost.</summary>
    [Alias("Has"), AlwaysInterleave]
    Task<bool> Has(string source, long number);

    /// <summary>Forgets the window. Idempotent.</summary>
    [Alias("Delete")]
    Task Delete();
}
