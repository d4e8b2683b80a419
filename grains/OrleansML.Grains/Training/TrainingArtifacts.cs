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

    /// <inheritdoc cref="ArtifactWriter.WriteAsync"/>
    public Task<string> WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => writer.WriteAsync(content, cancellationToken);

    /// <inheritdoc cref="ArtifactWriter.WriteFileAsync"/>
    public Task<string> WriteFileAsync(string path, string digest, CancellationToken cancellationToken) => writer.WriteFileAsync(path, digest, cancellationToken);

    /// <inheritdoc cref="ArtifactWriter.TryDeleteAsync"/>
    public Task TryDeleteAsync(string digest) => writer.TryDeleteAsync(digest);

    /// <summary>
    /// Content behind the id of a run, so that no other run, and no version of a model, with the same content has the same artifact: each run removes its own.
    /// </summary>
    public static byte[] OwnContent(string run, ReadOnlySpan<byte> content)
    {
        var id = Encoding.UTF8.GetBytes(run);
        var own = new byte[sizeof(int) + id.Length + content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(own, id.Length);
        id.CopyTo(own, sizeof(int));
        content.CopyTo(own.AsSpan(sizeof(int) + id.Length));
        return own;
    }

    /// <summary>Stores the state of a run as <see cref="OwnContent"/>.</summary>
    public async Task<(string Artifact, string Digest)> WriteStateAsync(string run, WorkerSnapshot snapshot, CancellationToken cancellationToken) =>
        (await writer.WriteAsync(OwnContent(run, snapshot.Content), cancellationToken), Convert.ToHexStringLower(SHA256.HashData(snapshot.Content)));

    /// <summary>Reads what was stored as <see cref="OwnContent"/>.</summary>
    /// <exception cref="InvalidDataException">It is of another run.</exception>
    public async Task<byte[]> ReadOwnAsync(string run, string artifact, CancellationToken cancellationToken)
    {
        var content = await reader.ReadAsync(artifact, cancellationToken);
        var length = content.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(content);
        if (length < 0 || length > content.Length - sizeof(int) || Encoding.UTF8.GetString(content, sizeof(int), length) != run)
            throw new InvalidDataException($"Artifact {artifact} is not of run '{run}'.");
        return content[(sizeof(int) + length)..];
    }
}
