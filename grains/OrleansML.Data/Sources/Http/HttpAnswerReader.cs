using System.Buffers;
using System.Text.Json;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>Reads the answer of a service: its size, kind and content are checked before anything is believed.</summary>
internal sealed class HttpAnswerReader
{
    private const int MaximumBytes = 1024 * 1024;
    private const int FirstBuffer = 8 * 1024;
    private const string Advice = "See what the service answers, and correct it or the view.";

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    private readonly SourceBinding _binding;
    private readonly JsonRecordReader _records;
    private readonly string[] _root;

    /// <summary>Plans the reading.</summary>
    /// <exception cref="SourceException">A column or the root is no JSON pointer.</exception>
    public HttpAnswerReader(SourceBinding binding)
    {
        _binding = binding;
        _records = new JsonRecordReader(binding, [.. binding.Fields, .. binding.Extras], refusesUnknown: false);
        _root = JsonPointer.Parse(binding.Source.Settings.GetValueOrDefault(SourceSettings.Root, "")) ?? throw binding.Failure(
            SourceFailure.Misconfigured, $"'{SourceSettings.Root}' is not a JSON pointer", "Write '~' as ~0, and '/' within a name as ~1.");
    }

    /// <summary>Reads an answer with status 200.</summary>
    /// <returns>Null when the service does not know the entity.</returns>
    /// <exception cref="SourceException">It is not what the view says.</exception>
    public async Task<FeatureEvent?> ReadAsync(string entity, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        CheckKind(response);
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min((int)(response.Content.Headers.ContentLength + 1 ?? FirstBuffer), MaximumBytes + 1));
        try
        {
            var length = 0;
            while (await content.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                length += read;
                if (length > MaximumBytes)
                    throw TooLong();
                if (length == buffer.Length)
                    Grow(ref buffer);
            }

            return Parse(entity, buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private FeatureEvent? Parse(string entity, ReadOnlySpan<byte> utf8)
    {
        // RFC 8259, 8.1: a byte order mark may be ignored.
        var reader = new Utf8JsonReader(utf8.StartsWith("\uFEFF"u8) ? utf8["\uFEFF"u8.Length..] : utf8, Options);
        try
        {
            reader.Read();
            if (!TryGoToRoot(ref reader))
                throw _binding.Failure(SourceFailure.Misconfigured, $"the answer has nothing at '{_binding.Source.Settings[SourceSettings.Root]}'", Advice);

            var isUnknown = reader.TokenType == JsonTokenType.Null;
            var draft = new EventDraft(_binding);
            FeatureEvent? made = null;
            if (!isUnknown && _records.Read(ref reader, draft) is { } refusal)
                throw _binding.Failure(SourceFailure.Lying, refusal.Reason, Advice);
            // Throws where the rest is missing or no JSON.
            while (reader.Read())
            {
            }

            if (!isUnknown && draft.TryBuild(entity, requireFields: true, out made) is { } incomplete)
                throw _binding.Failure(SourceFailure.Misconfigured, $"in the answer, {incomplete.Reason}", Advice);
            return made;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The text of the exception quotes the answer.
            throw _binding.Failure(SourceFailure.Lying, $"the answer is not JSON, at byte {reader.BytesConsumed + 1} of {utf8.Length}", Advice);
        }
    }

    private bool TryGoToRoot(ref Utf8JsonReader reader)
    {
        foreach (var name in _root)
        {
            var isArray = reader.TokenType == JsonTokenType.StartArray;
            if (!isArray && reader.TokenType != JsonTokenType.StartObject)
                return false;

            for (var element = 0; ; element++)
            {
                reader.Read();
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                    return false;

                var found = isArray ? element.ToString(System.Globalization.CultureInfo.InvariantCulture) == name : reader.ValueTextEquals(name);
                if (!isArray)
                    reader.Read();
                if (found)
                    break;
                reader.Skip();
            }
        }

        return true;
    }

    private void CheckKind(HttpResponseMessage response)
    {
        var type = response.Content.Headers.ContentType;
        var kind = type?.MediaType ?? "";
        if (!kind.Equals("application/json", StringComparison.OrdinalIgnoreCase) && !kind.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            throw _binding.Failure(SourceFailure.Lying, $"the answer is of the type '{kind}' instead of application/json", Advice);
        if (type!.CharSet is { } set && !set.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw _binding.Failure(SourceFailure.Lying, $"the answer is in '{set}' instead of UTF-8", Advice);
        if (response.Content.Headers.ContentLength > MaximumBytes)
            throw TooLong();
        if (response.Content.Headers.ContentEncoding.Count > 0)
            throw _binding.Failure(SourceFailure.Lying, "the answer is compressed, which was not asked for", Advice);
    }

    private SourceException TooLong() => _binding.Failure(SourceFailure.Lying, $"the answer has more than {MaximumBytes} bytes", Advice);
}
