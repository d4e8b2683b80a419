using System.Text.Json;

namespace OrleansML.Gateway.Api;

/// <summary>Reads a <see cref="PromoteRequest"/> and says where it is wrong.</summary>
internal static class PromoteRequestReader
{
    private const int LargestBytes = 64 << 10;
    private const string Expected = """{"version": 2, "reason": "why"}""";

    public static async ValueTask<PromoteRequest> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestBytes + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > LargestBytes)
            throw new OrleansMLException(ErrorCode.TooLarge, $"The body has more than {LargestBytes} bytes; {Expected} is expected.");

        try
        {
            return JsonSerializer.Deserialize(buffer.AsSpan(0, length), ApiJsonContext.Default.PromoteRequest)
                ?? throw Invalid("it is null");
        }
        catch (JsonException exception)
        {
            throw Invalid($"it is wrong at {exception.Path} (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})");
        }
    }

    private static OrleansMLException Invalid(string reason) =>
        new(ErrorCode.InvalidRequest, $"The body must be a JSON object such as {Expected}, where 'reason' may be left out; {reason}.");
}
