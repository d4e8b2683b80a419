using OrleansML.Gateway.Protocol;

namespace OrleansML.Gateway.Api;

/// <summary>
/// Passes a pushed file on, refuses one that is empty or too large, and looks at what follows it before it reports its end.
/// </summary>
internal sealed class PushStream(Stream content, BodyLimit limit, Func<ValueTask>? atEnd = null) : Stream
{
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await content.ReadAsync(buffer, cancellationToken);
        _length += count;
        if (_length > limit.Bytes)
            throw limit.Exceeded();
        if (count > 0 || buffer.IsEmpty)
            return count;
        if (_length == 0)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest, "The pushed file is empty: send the bytes of an .onnx file or of a model package.");
        }

        if (atEnd is not null)
            await atEnd();
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
