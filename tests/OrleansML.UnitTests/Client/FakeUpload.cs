using System.Security.Cryptography;
using OrleansML.Registry;

namespace OrleansML.UnitTests.Client;

/// <summary>An upload in memory, which loses what arrived when the test says so.</summary>
public sealed class FakeUpload : IArtifactUploadGrain
{
    private byte[] _arrived = [];
    private int _appends;

    /// <summary>Told the number of each append; true loses all that arrived, an exception fails it.</summary>
    public Func<int, bool> BeforeAppend { get; set; } = _ => false;

    public List<long> Offsets { get; } = [];

    public byte[]? Committed { get; private set; }

    public bool IsAborted { get; private set; }

    public Task<long> GetLength() => Task.FromResult(_arrived.LongLength);

    public Task Append(long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default)
    {
        Offsets.Add(offset);
        if (BeforeAppend(++_appends))
            _arrived = [];
        if (offset > _arrived.Length)
            throw new OrleansMLException(ErrorCode.InvalidRequest, "A chunk is missing.");

        _arrived = [.. _arrived.AsSpan(0, (int)offset), .. chunk.Span];
        return Task.CompletedTask;
    }

    public Task<string> Commit(string? expectedDigest, CancellationToken cancellationToken = default)
    {
        Committed = _arrived;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Committed));
        return digest == expectedDigest
            ? Task.FromResult(digest)
            : throw new OrleansMLException(ErrorCode.InvalidRequest, "The content is another.");
    }

    public Task Abort()
    {
        IsAborted = true;
        return Task.CompletedTask;
    }
}
