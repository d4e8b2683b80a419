using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OrleansML.Learning.Features;

/// <summary>
/// The one spelling of an entity: its keys in the view's order, whole numbers without leading zeros or plus sign, joined by <c>|</c>; a
/// <c>|</c> or <c>\</c> within a text is written with a <c>\</c> before it.
/// </summary>
public static class EntityKey
{
    /// <summary>Most characters that an entity may have.</summary>
    public const int MaximumLength = 512;

    private const char Separator = '|';
    private const char Escape = '\\';

    /// <summary>Spells an entity.</summary>
    /// <param name="keys">The keys of its view.</param>
    /// <param name="values">A value for each key.</param>
    /// <param name="entity">The spelling.</param>
    /// <param name="reason">What is wrong with the values, without their content; null when nothing is.</param>
    /// <returns>False when a value is missing, empty, of another type than its key, or the whole is too long.</returns>
    public static bool TryFormat(
        IReadOnlyList<FeatureKey> keys, ReadOnlySpan<FeatureValue> values, [NotNullWhen(true)] out string? entity, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(keys);
        entity = null;
        reason = null;
        if (values.Length != keys.Count)
        {
            reason = $"{values.Length} values are given for the {keys.Count} keys {Names(keys)}";
            return false;
        }

        if (keys is [{ Type: FeatureType.String }] && values[0].TryGetText(out var only) && only.AsSpan().IndexOfAny(Separator, Escape) < 0)
            entity = only;
        else if ((reason = WhyRefused(keys, values)) is null)
            entity = Join(values);

        reason ??= WhyRefused(entity!);
        if (reason is not null)
            entity = null;
        return reason is null;
    }

    /// <summary>Reads an entity.</summary>
    /// <param name="keys">The keys of its view.</param>
    /// <param name="entity">The spelling; another spelling of a whole number is refused, so that each entity has one.</param>
    /// <param name="values">A value for each key.</param>
    /// <param name="reason">What is wrong; null when nothing is.</param>
    public static bool TryParse(
        IReadOnlyList<FeatureKey> keys, string entity, [NotNullWhen(true)] out FeatureValue[]? values, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(entity);
        values = null;
        reason = WhyRefused(entity);
        if (reason is not null)
            return false;
        if (Split(entity) is not { } parts)
        {
            reason = @"it holds a '\' that stands before neither '|' nor '\'";
            return false;
        }

        if (parts.Count != keys.Count)
        {
            reason = $"it has {parts.Count} parts; the keys are {Names(keys)}, joined by '|'";
            return false;
        }

        var read = new FeatureValue[parts.Count];
        for (var index = 0; index < read.Length; index++)
        {
            reason = Read(keys[index], parts[index], out read[index]);
            if (reason is not null)
                return false;
        }

        values = read;
        return true;
    }

    private static string Names(IReadOnlyList<FeatureKey> keys) => string.Join(", ", keys.Select(key => $"'{key.Name}'"));

    private static string? WhyRefused(string entity)
    {
        if (entity.Length is 0 or > MaximumLength)
            return $"it has {entity.Length} characters; 1 to {MaximumLength} are allowed";
        return entity.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0 ? "it holds a control character" : null;
    }

    private static string? WhyRefused(IReadOnlyList<FeatureKey> keys, ReadOnlySpan<FeatureValue> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            var key = keys[index];
            if (values[index].IsMissing || (values[index].TryGetText(out var text) && text.Length == 0))
                return $"key '{key.Name}' has no value";
            if (values[index].Type != key.Type)
                return $"key '{key.Name}' must be of type {Definitions.EnumText.Of(key.Type)}";
        }

        return null;
    }

    private static string Join(ReadOnlySpan<FeatureValue> values)
    {
        var joined = new StringBuilder();
        foreach (var value in values)
        {
            if (joined.Length > 0)
                joined.Append(Separator);
            if (!value.TryGetText(out var text))
                joined.Append(value.ToString());
            foreach (var character in text.AsSpan())
            {
                if (character is Separator or Escape)
                    joined.Append(Escape);
                joined.Append(character);
            }
        }

        return joined.ToString();
    }

    private static List<string>? Split(string entity)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var index = 0; index < entity.Length; index++)
        {
            var character = entity[index];
            if (character == Separator)
            {
                parts.Add(part.ToString());
                part.Clear();
                continue;
            }

            if (character == Escape)
            {
                if (++index == entity.Length || entity[index] is not (Separator or Escape))
                    return null;
                character = entity[index];
            }

            part.Append(character);
        }

        parts.Add(part.ToString());
        return parts;
    }

    private static string? Read(FeatureKey key, string part, out FeatureValue value)
    {
        value = default;
        if (part.Length == 0)
            return $"key '{key.Name}' has no value";
        if (key.Type == FeatureType.String)
        {
            value = FeatureValue.Of(part);
            return null;
        }

        if (!long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || (key.Type == FeatureType.Int && number != (int)number)
            || number.ToString(CultureInfo.InvariantCulture) != part)
        {
            return $"key '{key.Name}' must be a whole number of type {Definitions.EnumText.Of(key.Type)}, without leading zeros";
        }

        value = key.Type == FeatureType.Int ? FeatureValue.Of((int)number) : FeatureValue.Of(number);
        return null;
    }
}
