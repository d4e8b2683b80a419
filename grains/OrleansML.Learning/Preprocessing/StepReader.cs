using System.Globalization;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>Reads the settings of a step and checks them against the type of the value that reaches it.</summary>
internal static class StepReader
{
    private const string Unparsable = "unparsable";

    /// <summary>Reads a step; null, with violations noted, when it is not valid.</summary>
    /// <param name="name">Name of the step.</param>
    /// <param name="section">Its settings.</param>
    /// <param name="type">Type of the value that reaches it; null when no step before has said.</param>
    /// <param name="before">The step before it.</param>
    public static ReadStep? Read(string name, DefinitionSection section, FeatureType? type, PreprocessingStep? before) => name switch
    {
        "cast" => ReadCast(section),
        "parse_number" => ReadParseNumber(section, type),
        "parse_date" => ReadParseDate(section, type),
        "impute" => ReadImpute(section, type),
        "clip" => ReadClip(section, type),
        "scale" => ReadScale(section, type),
        "bucket" => ReadBucket(section, type),
        "normalise" => ReadNormalise(section, type),
        _ => ReadOneHot(section, type, (before as BucketStep)?.BucketCount),
    };

    private static ReadStep? ReadCast(DefinitionSection section)
    {
        section.AllowOnly("to", Unparsable);
        var policy = section.Choice<UnparsablePolicy>(Unparsable) ?? UnparsablePolicy.Error;
        return section.RequiredChoice<FeatureType>("to") is { } to ? new ReadStep(new CastStep(to, policy), null, to) : null;
    }

    private static ReadStep? ReadParseNumber(DefinitionSection section, FeatureType? type)
    {
        section.AllowOnly("culture", Unparsable);
        var policy = section.Choice<UnparsablePolicy>(Unparsable) ?? UnparsablePolicy.Error;
        var culture = ReadCulture(section);
        return RequireText(section, type) && culture is not null ? new ReadStep(new ParseNumberStep(culture, policy), null, FeatureType.Double) : null;
    }

    private static ReadStep? ReadParseDate(DefinitionSection section, FeatureType? type)
    {
        section.AllowOnly("culture", "format", Unparsable);
        var policy = section.Choice<UnparsablePolicy>(Unparsable) ?? UnparsablePolicy.Error;
        var culture = ReadCulture(section);
        var format = section.Text("format");
        if (!RequireText(section, type) || culture is null || (format is not null && !CheckFormat(section, culture, format)))
            return null;
        return new ReadStep(new ParseDateStep(culture, format, policy), null, FeatureType.Timestamp);
    }

    private static bool CheckFormat(DefinitionSection section, PreprocessingCulture culture, string format)
    {
        if (format.Contains("MMM", StringComparison.Ordinal) && !culture.KnowsMonthNames)
        {
            section.Violate("format", $"is '{format}' with names of months, of which only the English ones are known; use numbers, or culture en-US or en-GB.");
            return false;
        }

        // A format that cannot read its own output misses a part of the date or is not one at all. Of two digits, .NET makes a year of another century.
        var probe = new DateTimeOffset(1831, 11, 23, 0, 0, 0, TimeSpan.Zero);
        try
        {
            var text = probe.ToString(format, CultureInfo.InvariantCulture);
            if (culture.TryParseDate(text, format, out var back) && back.Date == probe.Date)
                return true;
        }
        catch (FormatException)
        {
        }

        section.Violate("format", $"is '{format}'; a .NET format with at least day, month and year of four digits is allowed, such as dd.MM.yyyy.");
        return false;
    }

    private static ReadStep? ReadImpute(DefinitionSection section, FeatureType? type)
    {
        section.AllowOnly("value");
        if (section.RequiredText("value") is not { } text)
            return null;
        if (type is null)
        {
            section.Violate("comes before any step that says what the values are; put a cast, a parse step or normalise before it.");
            return null;
        }

        if (FeatureTypes.TryParse(type.Value, text, out var value))
            return new ReadStep(new ImputeStep(value), null, type.Value);

        section.Violate("value", $"is '{text}', which is not of type {EnumText.Of(type.Value)}, as the values are here.");
        return null;
    }

    private static ReadStep? ReadClip(DefinitionSection section, FeatureType? type)
    {
        section.AllowOnly("minimum", "maximum");
        var minimum = section.Number("minimum");
        var maximum = section.Number("maximum");
        if (minimum is null && maximum is null)
            section.Violate("needs a minimum, a maximum or both.");
        else if (minimum > maximum)
            section.Violate("minimum", FormattableString.Invariant($"is {minimum:R}, above the maximum {maximum:R}."));
        else if (RequireNumber(section, type))
            return new ReadStep(new ClipStep(minimum ?? double.NegativeInfinity, maximum ?? double.PositiveInfinity), null, FeatureType.Double);
        return null;
    }

    private static ReadStep? ReadScale(DefinitionSection section, FeatureType? type)
    {
        section.AllowOnly("method", "mean", "deviation", "minimum", "maximum");
        var numeric = RequireNumber(section, type);
        if (section.RequiredChoice<ScaleMethod>("method") is not { } method)
            return null;

        var (first, second) = method == ScaleMethod.Standard ? ("mean", "deviation") : ("minimum", "maximum");
        var origin = section.RequiredNumber(first);
        var end = section.RequiredNumber(second);
        if (origin is null || end is null)
            return null;

        var unit = method == ScaleMethod.Standard ? end.Value : end.Value - origin.Value;
        if (unit > 0 && double.IsFinite(unit))
            return numeric ? new ReadStep(new ScaleStep(origin.Value, unit), null, FeatureType.Double) : null;

        section.Violate(second, FormattableString.Invariant($"is {end:R}; a number above {(method == ScaleMethod.Standard ? 0 : origin):R} is allowed."));
        return null;
    }

    private static ReadStep? ReadBucket(DefinitionSection section, FeatureType? type)
    {
        section.AllowOnly("boundaries");
        if (!section.Has("boundaries"))
            section.Violate("boundaries", "is missing.");
        var numeric = RequireNumber(section, type);
        if (section.Numbers("boundaries") is not { } boundaries)
            return null;

        for (var index = 1; index < boundaries.Length; index++)
        {
            if (boundaries[index] > boundaries[index - 1])
                continue;

            section.Violate("boundaries", FormattableString.Invariant($"has {boundaries[index]:R} after {boundaries[index - 1]:R}; boundaries must rise."));
            return null;
        }

        return numeric ? new ReadStep(new BucketStep(boundaries), null, FeatureType.Long) : null;
    }

    private static ReadStep? ReadNormalise(DefinitionSection section, FeatureType? type)
    {
        section.AllowOnly("trim", "collapse", "lower");
        var step = new NormaliseStep(section.Boolean("trim") ?? true, section.Boolean("collapse") ?? true, section.Boolean("lower") ?? true);
        return RequireText(section, type) ? new ReadStep(step, null, FeatureType.String) : null;
    }

    private static ReadStep? ReadOneHot(DefinitionSection section, FeatureType? type, int? buckets)
    {
        section.AllowOnly("categories", "unseen");
        var unseen = section.Choice<UnseenPolicy>("unseen") ?? UnseenPolicy.Error;
        var categories = section.Texts("categories");
        if (categories is null && !section.Has("categories") && buckets is { } count)
            categories = [.. Enumerable.Range(0, count).Select(bucket => bucket.ToString(CultureInfo.InvariantCulture))];
        else if (!section.Has("categories"))
            section.Violate("categories", "is missing; only directly after bucket it may be left out.");

        if (type is not (FeatureType.String or FeatureType.Int or FeatureType.Long))
            section.Violate($"meets values of {TypeName(type)}; it takes string, int or long. Put a cast before it.");
        else if (categories is not null && CheckCategories(section, categories, type.Value))
            return new ReadStep(null, new OneHotEncoding(categories, type == FeatureType.String, unseen), type.Value);
        return null;
    }

    private static bool CheckCategories(DefinitionSection section, string[] categories, FeatureType type)
    {
        var seen = new HashSet<FeatureValue>();
        foreach (var category in categories)
        {
            if (type != FeatureType.String && !long.TryParse(category, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                section.Violate("categories", $"holds '{category}', which is not a whole number, as the values are here.");
                return false;
            }

            FeatureTypes.TryParse(type == FeatureType.String ? FeatureType.String : FeatureType.Long, category, out var value);
            if (seen.Add(value))
                continue;

            section.Violate("categories", $"holds '{category}' more than once.");
            return false;
        }

        return true;
    }

    private static PreprocessingCulture? ReadCulture(DefinitionSection section)
    {
        if (section.Text("culture") is not { } name)
            return section.Has("culture") ? null : PreprocessingCulture.Invariant;
        if (PreprocessingCulture.Find(name) is { } culture)
            return culture;

        section.Violate("culture", $"is '{name}'; allowed are {string.Join(", ", PreprocessingCulture.Names)}.");
        return null;
    }

    private static bool RequireText(DefinitionSection section, FeatureType? type)
    {
        if (type is null or FeatureType.String)
            return true;

        section.Violate($"meets values of {TypeName(type)}; it takes text.");
        return false;
    }

    private static bool RequireNumber(DefinitionSection section, FeatureType? type)
    {
        if (type?.IsNumeric() == true)
            return true;

        section.Violate($"meets values of {TypeName(type)}; it takes numbers. Put a cast or parse_number before it.");
        return false;
    }

    private static string TypeName(FeatureType? type) => type is { } known ? $"type {EnumText.Of(known)}" : "unknown type";
}
