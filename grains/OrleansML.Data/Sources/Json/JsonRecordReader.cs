using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>Reads the wanted values of a JSON object into a draft, in one pass. Immutable after creation.</summary>
internal sealed partial class JsonRecordReader
{
    private readonly JsonNode _root = new("", "");
    private readonly bool _refusesUnknown;

    /// <summary>Plans the reading.</summary>
    /// <param name="binding">Whose columns they are.</param>
    /// <param name="columns">The wanted values, each by the name of a property or by a JSON pointer.</param>
    /// <param name="refusesUnknown">Whether a property that nobody wants makes the record refused.</param>
    /// <exception cref="SourceException">Two columns contradict each other, or one is not a pointer.</exception>
    public JsonRecordReader(SourceBinding binding, IEnumerable<SourceColumn> columns, bool refusesUnknown)
    {
        _refusesUnknown = refusesUnknown;
        foreach (var column in columns)
            Add(binding, column);
    }

    /// <summary>How many levels the wanted values need.</summary>
    public int Depth { get; private set; }

    /// <summary>Reads the object that the reader stands on. Unless it is refused, the reader then stands at its end.</summary>
    /// <returns>Why the record is refused; null when it is not.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidOperationException">It holds text that is not UTF-8.</exception>
    public Refusal? Read(ref Utf8JsonReader reader, EventDraft draft) => reader.TokenType == JsonTokenType.StartObject
        ? ReadObject(ref reader, _root, draft)
        : new Refusal(null, $"the record must be an object, and is {JsonScalar.Found(reader.TokenType)}");

    private void Add(SourceBinding binding, SourceColumn column)
    {
        var names = JsonPointer.Parse(column.Name);
        if (names is not { Length: > 0 })
            throw Misconfigured(binding, column, "is not a JSON pointer; write '~' as ~0, and '/' within a name as ~1");

        var node = _root;
        foreach (var name in names)
        {
            if (node.Columns.Count > 0)
                throw Misconfigured(binding, column, $"lies below '{node.Path}', which is read as a value; point to values only");
            node = node.Child(name);
        }

        if (node.Children.Count > 0)
            throw Misconfigured(binding, column, "holds other columns, so it cannot be read as a value; point to values only");
        node.Columns.Add(column);
        Depth = Math.Max(Depth, names.Length);
    }

    private Refusal? ReadValue(ref Utf8JsonReader reader, JsonNode node, EventDraft draft)
    {
        if (node.Columns.Count == 0)
        {
            return reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadObject(ref reader, node, draft),
                JsonTokenType.StartArray => ReadArray(ref reader, node, draft),
                JsonTokenType.Null => SetMissing(node, draft),
                _ => new Refusal(node.Path, $"'{node.Path}' must be an object or an array, and is {JsonScalar.Found(reader.TokenType)}"),
            };
        }

        foreach (var column in node.Columns)
        {
            var refusal = JsonScalar.Read(ref reader, column, out var value) ?? draft.Set(column, value);
            if (refusal is not null)
                return refusal;
        }

        return null;
    }

    private Refusal? ReadObject(ref Utf8JsonReader reader, JsonNode node, EventDraft draft)
    {
        var hint = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var child = node.Find(ref reader, ref hint);
            if (child is null && _refusesUnknown)
                return Unknown(ref reader, node);

            reader.Read();
            if (child is null)
                reader.Skip();
            else if (ReadValue(ref reader, child, draft) is { } refusal)
                return refusal;
        }

        return null;
    }

    private Refusal? ReadArray(ref Utf8JsonReader reader, JsonNode node, EventDraft draft)
    {
        for (var element = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; element++)
        {
            if (node.Find(element) is not { } child)
                reader.Skip();
            else if (ReadValue(ref reader, child, draft) is { } refusal)
                return refusal;
        }

        return null;
    }

    // Where a whole object is null, so is everything in it.
    private static Refusal? SetMissing(JsonNode node, EventDraft draft)
    {
        foreach (var child in node.Children)
        {
            if (SetMissing(child, draft) is { } refusal)
                return refusal;
            foreach (var column in child.Columns)
            {
                if (draft.Set(column, FeatureValue.Missing) is { } refused)
                    return refused;
            }
        }

        return null;
    }

    private static Refusal Unknown(ref Utf8JsonReader reader, JsonNode node)
    {
        // Whoever sends rubbish may send private rubbish: only what looks like a name is repeated.
        var name = reader.ValueSpan.Length <= 64 && reader.GetString() is { } text && PlainName().IsMatch(text) ? $"'{text}'" : "a property";
        var place = node.Path.Length == 0 ? "" : $" in '{node.Path}'";
        return new Refusal(null, $"{name}{place} is not known; allowed are {string.Join(", ", node.Children.Select(child => child.Name))}");
    }

    private static SourceException Misconfigured(SourceBinding binding, SourceColumn column, string what) =>
        binding.Failure(SourceFailure.Misconfigured, $"'{column.Name}' of '{column.Label}' {what}", "Correct the view.");

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.-]{0,63}\z")]
    private static partial Regex PlainName();
}
