using System.Text;
using OrleansML.Grains.Registry;

namespace OrleansML.Grains.Training;

/// <summary>Keeps gate records as artifacts.</summary>
internal sealed class GateRecords(ArtifactReader reader, ArtifactWriter writer)
{
    /// <summary>Stores a record and returns its SHA-256, by which others refer to it.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.StorageUnavailable"/>.</exception>
    public Task<string> WriteAsync(GateRecord record, CancellationToken cancellationToken) => writer.WriteAsync(record.ToJson(), cancellationToken);

    /// <summary>Reads a record.</summary>
    /// <param name="digest">Its SHA-256 in lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.ArtifactNotFound"/>; <see cref="ErrorCode.Internal"/> when it was changed.</exception>
    public async Task<GateRecord> ReadAsync(string digest, CancellationToken cancellationToken) => GateRecord.Read(await reader.ReadAsync(digest, cancellationToken));

    /// <summary>The JSON of a record as it was written.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<string> ReadTextAsync(string digest, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await reader.ReadAsync(digest, cancellationToken));
}
