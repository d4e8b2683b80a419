using System.Globalization;
using OrleansML.Learning.Definitions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using Keys = OrleansML.Learning.Features.FeatureViewKeys;

namespace OrleansML.Learning.Features;

/// <summary>Writes a view in its canonical form.</summary>
internal static class FeatureViewWriter
{
    public static string Write(FeatureView view)
    {
        var root = new YamlMappingNode();
        AddText(root, Keys.Name, view.Name);
        AddText(root, Keys.Summary, view.Summary);
        AddMapping(root, Keys.Entity, WriteKeys(view.Entity));
        AddMapping(root, Keys.Sources, Map(view.Sources, source => source.Name, source => WriteSource(view, source)));
        AddMapping(root, Keys.Request, WriteKeys(view.Request));
        AddMapping(root, Keys.Windows, Map(view.Windows, window => window.Name, WriteWindow));
        AddMapping(root, Keys.Derived, Map(view.Derived.OrderBy(derived => derived.Name, StringComparer.Ordinal), derived => derived.Name, WriteDerived));
        AddMapping(root, Keys.Fallback, WriteFallback(view.Fallback));
        AddMapping(root, Keys.Durability, WriteDurability(view.Durability));
        AddDuration(root, Keys.Lateness, view.Lateness);
        return YamlText.Of(root);
    }

    private static YamlMappingNode WriteKeys(IReadOnlyList<FeatureKey> keys) =>
        new(keys.Select(key => KeyValuePair.Create<YamlNode, YamlNode>(key.Name, EnumText.Of(key.Type))));

    private static YamlMappingNode WriteSource(FeatureView view, FeatureSource source)
    {
        var node = new YamlMappingNode { { Keys.Kind, EnumText.Of(source.Kind) }, { Keys.Mode, EnumText.Of(source.Mode) } };
        if (source.Mode != SourceMode.Pushed)
            AddDuration(node, Keys.Timeout, source.Timeout);
        if (source.Mode == SourceMode.Ahead)
            AddDuration(node, Keys.Interval, source.Interval);
        AddText(node, Keys.EventTime, source.EventTime);
        AddText(node, Keys.CreatedTime, source.CreatedTime);
        AddText(node, Keys.EventId, source.EventId);

        var headers = new YamlMappingNode();
        var prefix = Keys.Headers + ".";
        foreach (var (key, value) in source.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                AddText(headers, key[prefix.Length..], value);
            else
                AddText(node, key, value);
        }

        AddMapping(node, Keys.Headers, headers);
        AddMapping(node, Keys.Fields, Map(view.Fields.Where(field => field.Source == source.Name), field => field.Name, WriteField));
        return node;
    }

    private static YamlMappingNode WriteField(FeatureField field)
    {
        var node = new YamlMappingNode { { Keys.Type, EnumText.Of(field.Type) } };
        if (field.Column != field.Name)
            AddText(node, Keys.Column, field.Column);
        AddText(node, Keys.Unit, field.Unit);
        AddNumber(node, Keys.Minimum, field.Minimum);
        AddNumber(node, Keys.Maximum, field.Maximum);
        if (field.Categories is { } categories)
            node.Add(Keys.Categories, new YamlSequenceNode(categories.Select(Quoted)));
        if (!field.Default.IsMissing)
            node.Add(Keys.Default, Quoted(field.Default.ToString()));
        if (field.TimeToLive is { } life)
            AddDuration(node, Keys.TimeToLive, life);
        AddPrivacy(node, field.Privacy);
        return node;
    }

    private static YamlMappingNode WriteWindow(FeatureWindow window)
    {
        var node = new YamlMappingNode { { Keys.Field, window.Field }, { Keys.Aggregate, EnumText.Of(window.Aggregate) } };
        AddDuration(node, Keys.Length, window.Length);
        AddDuration(node, Keys.Hop, window.Hop);
        if (window.Precision > 0)
            node.Add(Keys.Precision, window.Precision.ToString(CultureInfo.InvariantCulture));
        node.Add(Keys.Privacy, EnumText.Of(window.Privacy));
        return node;
    }

    private static YamlMappingNode WriteDerived(DerivedFeature derived)
    {
        var node = new YamlMappingNode();
        AddText(node, Keys.Expression, derived.Expression.Text);
        node.Add(Keys.Privacy, EnumText.Of(derived.Privacy));
        return node;
    }

    private static YamlMappingNode WriteFallback(FallbackPolicy fallback)
    {
        var node = new YamlMappingNode();
        if (fallback.MaximumStale > TimeSpan.Zero)
            AddDuration(node, Keys.MaximumStale, fallback.MaximumStale);
        if (fallback.Otherwise != FallbackAction.Default)
            node.Add(Keys.Otherwise, EnumText.Of(fallback.Otherwise));
        return node;
    }

    private static YamlMappingNode WriteDurability(DurabilityPolicy durability)
    {
        var node = new YamlMappingNode();
        if (durability.Mode == DurabilityMode.None)
            return node;

        node.Add(Keys.Mode, EnumText.Of(durability.Mode));
        if (durability.Mode == DurabilityMode.WriteBehind)
            AddDuration(node, Keys.Bound, durability.Bound);
        return node;
    }

    private static YamlMappingNode Map<T>(IEnumerable<T> items, Func<T, string> name, Func<T, YamlMappingNode> write) =>
        new(items.Select(item => KeyValuePair.Create<YamlNode, YamlNode>(name(item), write(item))));

    private static void AddText(YamlMappingNode node, string key, string value)
    {
        if (value.Length > 0)
            node.Add(key, Quoted(value));
    }

    private static void AddNumber(YamlMappingNode node, string key, double? value)
    {
        if (value is { } number)
            node.Add(key, number.ToString("R", CultureInfo.InvariantCulture));
    }

    private static void AddDuration(YamlMappingNode node, string key, TimeSpan value) => node.Add(key, DurationText.Format(value));

    private static void AddPrivacy(YamlMappingNode node, FeaturePrivacy privacy)
    {
        if (privacy != FeaturePrivacy.None)
            node.Add(Keys.Privacy, EnumText.Of(privacy));
    }

    private static void AddMapping(YamlMappingNode node, string key, YamlMappingNode value)
    {
        if (value.Children.Count > 0)
            node.Add(key, value);
    }

    private static YamlScalarNode Quoted(string value) => new(value) { Style = ScalarStyle.DoubleQuoted };
}
