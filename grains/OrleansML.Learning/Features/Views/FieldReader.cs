using OrleansML.Learning.Definitions;
using Keys = OrleansML.Learning.Features.FeatureViewKeys;

namespace OrleansML.Learning.Features;

/// <summary>Reads one field of a view.</summary>
internal static class FieldReader
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(3660);

    public static FeatureField? Read(string name, string source, DefinitionSection section)
    {
        section.AllowOnly(Keys.OfField);
        var type = section.RequiredChoice<FeatureType>(Keys.Type);
        var minimum = section.Number(Keys.Minimum);
        var maximum = section.Number(Keys.Maximum);
        var categories = section.Texts(Keys.Categories);
        var life = section.Duration(Keys.TimeToLive, TimeSpan.FromMilliseconds(1), LongestLife);
        var privacy = section.Choice<FeaturePrivacy>(Keys.Privacy) ?? FeaturePrivacy.None;
        if (type is null)
            return null;

        CheckBounds(section, type.Value, minimum, maximum);
        CheckCategories(section, type.Value, categories);
        var field = new FeatureField
        {
            Name = name,
            Type = type.Value,
            Source = source,
            Column = section.Text(Keys.Column) ?? name,
            Unit = section.Text(Keys.Unit) ?? "",
            Minimum = minimum,
            Maximum = maximum,
            Categories = categories is null ? null : [.. categories.Order(StringComparer.Ordinal)],
            TimeToLive = life,
            Privacy = privacy,
        };
        return ReadDefault(section, field);
    }

    private static void CheckBounds(DefinitionSection section, FeatureType type, double? minimum, double? maximum)
    {
        foreach (var key in (string[])[Keys.Minimum, Keys.Maximum])
        {
            if (section.Has(key) && !type.IsNumeric())
                section.Violate(key, $"bounds a field of type {EnumText.Of(type)}; only int, long, float and double can be bounded.");
        }

        if (minimum > maximum)
            section.Violate(Keys.Minimum, FormattableString.Invariant($"is {minimum:R}, above the maximum {maximum:R}."));
    }

    private static void CheckCategories(DefinitionSection section, FeatureType type, string[]? categories)
    {
        if (categories is null)
            return;
        if (type != FeatureType.String)
            section.Violate(Keys.Categories, $"lists categories for a field of type {EnumText.Of(type)}; only string has categories.");
        if (categories.GroupBy(category => category, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            section.Violate(Keys.Categories, $"lists '{twice.Key}' more than once.");
    }

    private static FeatureField ReadDefault(DefinitionSection section, FeatureField field)
    {
        if (section.Text(Keys.Default) is not { } text)
            return field;
        if (!FeatureTypes.TryParse(field.Type, text, out var value))
            section.Violate(Keys.Default, $"is '{text}', which is not of type {EnumText.Of(field.Type)}.");
        else if ((field with { Privacy = FeaturePrivacy.None }).WhyRefused(value) is { } reason)
            section.Violate(Keys.Default, $"is not allowed by the field itself: {reason}.");
        return field with { Default = value };
    }
}
