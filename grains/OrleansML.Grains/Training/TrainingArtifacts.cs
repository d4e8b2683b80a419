using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansML.Grains.Registry;
using OrleansML.Storage.Artifacts;
using OrleansML.Training.Workers;

namespace OrleansML.Grains.Training;

/// <summary>What runs keep as artifacts, read and written off the turns of grains.</summary>
internal sealed class TrainingArtifacts(IArtifactStore store, ArtifactReader reader, ArtifactWriter writer)
{
    /// <summary>A local file with an artifact whose content was compared with its digest.</summary>
    public async Task<string> OpenFileAsync(string digest, CancellationToken cancellationToken)
    {
        try
        {
            await store.VerifyAsync(digest, cancellationToken);
            return await store.GetPathAsync(digest, cancellationToken);
        }
        catch (ArtifactStoreException exception)
        {
            throw ArtifactErrors.Translate(exception);
        }
    }

    /// <inheritdoc cref="ArtifactReader.ReadAsync"/>
    public Task<byte[]> ReadAsync(string digest, CancellationToken cancellationToken) => reader.ReadAsync(digest, cancellationToken);

    /// <inheritdoc cref="ArtifactWriter.WriteAsync"/>
    public Task<string> WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => writer.WriteAsync(content, cancellationToken);

    /// <inheritdoc cref="ArtifactWriter.WriteFileAsync"/>
    public Task<string> WriteFileAsync(string path, CancellationToken cancellationToken) => writer.WriteFileAsync(path, cancellationToken);

    /// <summary>Stores the state of a run behind its id, so that no other run with the same state has the same artifact, which each removes when it has a later one.</summary>
    public async Task<(string Artifact, string Digest)> WriteStateAsync(string run, WorkerSnapshot snapshot, CancellationToken cancellationToken)
    {
        var id = Encoding.UTF8.GetBytes(run);
        var content = new byte[sizeof(int) + id.Length + snapshot.Content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(content, id.Length);
        id.CopyTo(content, sizeof(int));
        snapshot.Content.CopyTo(content, sizeof(int) + id.Length);
        return (await writer.WriteAsync(content, cancellationToken), Convert.ToHexStringLower(SHA256.HashData(snapshot.Content)));
    }

    /// <summary>Reads what <see cref="WriteStateAsync"/> stored.</summary>
    /// <exception cref="InvalidDataException">It is the state of another run.</exception>
    public async Task<byte[]> ReadStateAsync(string run, string artifact, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(artifact, cancellationToken);
        var length = content.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(content);
        if (length < 0 || length > content.Length - sizeof(int) || Encoding.UTF8.GetString(content, sizeof(int), length) != run)
            throw new InvalidDataException($"Artifact {artifact} is not a checkpoint of run '{run}'.");
        return content[(sizeof(int) + length)..];
    }
}
