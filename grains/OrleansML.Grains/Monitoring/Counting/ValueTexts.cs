using OrleansML.Learning.Features;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Values as they stand in names of segments and categories; the texts of those that come often are made once. Not for several threads.</summary>
internal sealed class ValueTexts
{
    private const int MostKept = 1_024;

    private readonly Dictionary<FeatureValue, string> _known = [];

    /// <summary>The text of a value; see <see cref="MonitorSegments.TextOf"/>.</summary>
    public string Of(in FeatureValue value)
    {
        if (value.TryGetText(out var text) && text.Length is > 0 and <= MonitorSegments.LongestValue)
            return text;
        if (_known.TryGetValue(value, out var known))
            return known;

        var made = MonitorSegments.TextOf(value);
        if (_known.Count < MostKept)
            _known.Add(value, made);
        return made;
    }
}
