using System.Text.Json;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// A JSON reader over a whole request that knows its place in it, also after a part was read by other means, and that names this place in
/// errors.
/// </summary>
internal ref struct RequestJson
{
    private Utf8JsonReader _reader;
    private int _base;

    public RequestJson(ReadOnlySpan<byte> text, int maximumDepth)
    {
        Text = text;
        _reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maximumDepth });
    }

    /// <summary>The whole request.</summary>
    public ReadOnlySpan<byte> Text { get; }

    public readonly JsonTokenType TokenType => _reader.TokenType;

    /// <summary>Value of the token as it stands in the text, without quotation marks.</summary>
    public readonly ReadOnlySpan<byte> ValueSpan => _reader.ValueSpan;

    /// <summary>The token as it stands in the text, cut where it gets long.</summary>
    public readonly string TokenText => RequestFaults.Quote(Text[Start..End]);

    /// <summary>Where the token begins.</summary>
    public readonly int Start => _base + (int)_reader.TokenStartIndex;

    /// <summary>Where the token ends.</summary>
    public readonly int End => _base + (int)_reader.BytesConsumed;

    public bool Read() => _reader.Read();

    public void Skip() => _reader.Skip();

    public readonly bool ValueTextEquals(ReadOnlySpan<byte> text) => _reader.ValueTextEquals(text);

    public readonly string? GetString() => _reader.GetString();

    public readonly int CopyString(Span<byte> destination) => _reader.CopyString(destination);

    public readonly bool TryGetInt64(out long value) => _reader.TryGetInt64(out value);

    /// <summary>Goes on at a place at which the same kind of token may stand as behind the current one.</summary>
    public void ResumeAt(int place)
    {
        // The state that is taken over holds the depth, what may follow, and the options.
        _reader = new Utf8JsonReader(Text[place..], isFinalBlock: true, _reader.CurrentState);
        _base = place;
    }

    /// <summary>The error for what stands at the current token.</summary>
    public readonly OrleansMLException Fault(string message) => RequestFaults.Invalid(Text, Start, message);
}
