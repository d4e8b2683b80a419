using System.Collections.Frozen;
using System.Globalization;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>One place per category, 1 for the value's own and 0 for the others.</summary>
internal sealed class OneHotEncoding
{
    private readonly FrozenDictionary<string, int>? _texts;
    private readonly FrozenDictionary<long, int>? _integers;
    private readonly UnseenPolicy _unseen;

    public OneHotEncoding(string[] categories, bool ofText, UnseenPolicy unseen)
    {
        _unseen = unseen;
        Width = categories.Length + (unseen == UnseenPolicy.Other ? 1 : 0);
        if (ofText)
            _texts = categories.Index().ToFrozenDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        else
            _integers = categories.Index().ToFrozenDictionary(entry => long.Parse(entry.Item, CultureInfo.InvariantCulture), entry => entry.Index);
        Refusal = $"is not among the categories {string.Join(", ", categories.Take(20))}{(categories.Length > 20 ? ", ..." : "")}";
    }

    public int Width { get; }

    public string Refusal { get; }

    /// <summary>The place to set; -1 for none. False when the value must be refused.</summary>
    public bool TryPlace(in FeatureValue value, out int place)
    {
        bool found;
        if (_texts is not null)
        {
            value.TryGetText(out var text);
            found = _texts.TryGetValue(text!, out place);
        }
        else
        {
            value.TryGetInteger(out var integer);
            found = _integers!.TryGetValue(integer, out place);
        }

        if (!found)
            place = _unseen == UnseenPolicy.Other ? Width - 1 : -1;
        return found || _unseen != UnseenPolicy.Error;
    }
}
