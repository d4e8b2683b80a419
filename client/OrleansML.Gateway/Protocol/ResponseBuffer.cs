using System.Buffers;
using System.Text.Json;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// A buffer and a JSON writer per thread, for answers whose length must be known before they are sent. Rent and dispose it without an await
/// in between.
/// </summary>
internal sealed class ResponseBuffer : IDisposable
{
    private const int FirstBytes = 4 << 10;
    private const int LargestKeptBytes = 1 << 20;

    [ThreadStatic]
    private static ResponseBuffer? Free;

    private readonly ArrayBufferWriter<byte> _bytes = new(FirstBytes);
    private readonly Utf8JsonWriter _json;

    private ResponseBuffer() => _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { SkipValidation = true });

    public Utf8JsonWriter Json => _json;

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public static ResponseBuffer Rent()
    {
        var buffer = Free ?? new ResponseBuffer();
        Free = null;
        return buffer;
    }

    /// <summary>Gives it back to the thread, unless one large answer has made it grow.</summary>
    public void Dispose()
    {
        if (_bytes.Capacity > LargestKeptBytes)
        {
            _json.Dispose();
            return;
        }

        _bytes.ResetWrittenCount();
        _json.Reset();
        Free = this;
    }
}
