using System.Text;
using System.Text.Json;

namespace OrleansML.Data.Sources;

/// <summary>A place in a JSON document at, or below, which values are wanted.</summary>
internal sealed class JsonNode(string name, string path)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);
    private readonly int _element = int.TryParse(name, System.Globalization.NumberStyles.None, null, out var element) ? element : -1;

    /// <summary>Name of the property, or number of the element.</summary>
    public string Name { get; } = name;

    /// <summary>The way to it, as a JSON pointer.</summary>
    public string Path { get; } = path;

    /// <summary>What the value is wanted for; empty for objects and arrays.</summary>
    public List<SourceColumn> Columns { get; } = [];

    /// <summary>What is wanted below.</summary>
    public List<JsonNode> Children { get; } = [];

    /// <summary>The child of a name, made if need be.</summary>
    public JsonNode Child(string name)
    {
        if (Children.Find(child => child.Name == name) is { } known)
            return known;
        var made = new JsonNode(name, $"{Path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");
        Children.Add(made);
        return made;
    }

    /// <summary>The child that a property name means; null when none is wanted.</summary>
    /// <param name="reader">Stands on the name.</param>
    /// <param name="hint">Where to look first: properties mostly come in one order.</param>
    public JsonNode? Find(ref Utf8JsonReader reader, ref int hint)
    {
        for (var step = 0; step < Children.Count; step++)
        {
            var index = (hint + step) % Children.Count;
            if (reader.ValueTextEquals(Children[index]._utf8))
            {
                hint = index + 1;
                return Children[index];
            }
        }

        return null;
    }

    /// <summary>The child that stands for an element of an array; null when none is wanted.</summary>
    public JsonNode? Find(int element) => Children.Find(child => child._element == element);
}
