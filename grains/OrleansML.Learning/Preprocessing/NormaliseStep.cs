using System.Text;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>Makes texts that differ in form only the same: no space around, one space inside where there were several, lower case (invariant).</summary>
internal sealed class NormaliseStep(bool trim, bool collapse, bool lower) : PreprocessingStep
{
    public override string? Apply(ref FeatureValue value)
    {
        if (!value.TryGetText(out var text))
            text = value.ToString();
        if (trim)
            text = text.Trim();
        if (collapse)
            text = Collapse(text);
        if (lower)
            text = text.ToLowerInvariant();
        value = FeatureValue.Of(text);
        return null;
    }

    private static string Collapse(string text)
    {
        StringBuilder? result = null;
        for (var index = 0; index < text.Length; index++)
        {
            var space = char.IsWhiteSpace(text[index]);
            var repeated = space && index > 0 && char.IsWhiteSpace(text[index - 1]);
            if (result is null && (repeated || (space && text[index] != ' ')))
                result = new StringBuilder(text, 0, index, text.Length);
            if (!repeated)
                result?.Append(space ? ' ' : text[index]);
        }

        return result?.ToString() ?? text;
    }
}
