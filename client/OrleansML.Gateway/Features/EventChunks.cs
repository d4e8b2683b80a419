using OrleansML.Features;

namespace OrleansML.Gateway.Features;

/// <summary>Cuts lines of events into parts that are small enough to travel.</summary>
internal static class EventChunks
{
    private const int MostLines = 10_000;

    /// <summary>The parts, each with the number of its first line.</summary>
    /// <param name="body">Lines in UTF-8, or one JSON object on as many lines as it likes.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: there is nothing; <see cref="ErrorCode.TooLarge"/>: a line is too long.</exception>
    public static List<(byte[] Events, int FirstLine)> Of(ArraySegment<byte> body)
    {
        var rest = body.AsSpan();
        var chunks = new List<(byte[], int)>();
        var line = 1;
        while (!rest.IsEmpty)
        {
            var (length, lines) = Fit(rest);
            if (length == 0)
            {
                throw new OrleansMLException(
                    ErrorCode.TooLarge, $"Line {line} has more than {FeatureIngestRequest.MostBytes} bytes; an event must be smaller.");
            }

            chunks.Add((rest[..length].ToArray(), line));
            rest = rest[length..];
            line += lines;
        }

        return chunks.Count > 0
            ? chunks
            : throw new OrleansMLException(ErrorCode.InvalidRequest, "The body is empty; one JSON object per line is expected.");
    }

    private static (int Length, int Lines) Fit(ReadOnlySpan<byte> rest)
    {
        var length = 0;
        var lines = 0;
        while (length < rest.Length && lines < MostLines)
        {
            var end = rest[length..].IndexOf((byte)'\n');
            var next = end < 0 ? rest.Length - length : end + 1;
            if (length + next > FeatureIngestRequest.MostBytes)
                break;
            length += next;
            lines++;
        }

        return (length, lines);
    }
}
