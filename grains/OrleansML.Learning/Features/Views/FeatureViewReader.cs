using OrleansML.Learning.Definitions;
using Keys = OrleansML.Learning.Features.FeatureViewKeys;

namespace OrleansML.Learning.Features;

/// <summary>Reads feature views from YAML and reports every violation at once, each with its line.</summary>
public sealed class FeatureViewReader
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(3660);

    private readonly DefinitionDocument _document = new();
    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);

    private FeatureViewReader()
    {
    }

    /// <summary>Reads a view.</summary>
    /// <param name="yaml">The text, at most 1 MiB.</param>
    /// <exception cref="InvalidDefinitionException">The text breaks a rule; the exception holds every violation.</exception>
    public static FeatureView Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var reader = new FeatureViewReader();
        var view = reader._document.Parse(yaml) is { } root ? reader.ReadRoot(root) : null;
        reader._document.ThrowIfInvalid("feature view");
        return view!;
    }

    private FeatureView ReadRoot(DefinitionSection root)
    {
        root.AllowOnly(Keys.Top);
        var name = root.Name(Keys.Name) ?? "";
        var entity = ReadKeys(root, Keys.Entity, [FeatureType.String, FeatureType.Int, FeatureType.Long], unique: true);
        if (entity.Length == 0 && !root.Has(Keys.Entity))
            root.Violate(Keys.Entity, "is missing; name at least one key, such as 'customer_id: string'.");

        var (sources, read) = ReadSources(root, entity);
        // Sorted before anything refers to them: an expression reads values by their place.
        var fields = Sorted(read, field => field.Name);
        var request = Sorted(ReadKeys(root, Keys.Request, Enum.GetValues<FeatureType>(), unique: false), key => key.Name);
        var windows = Sorted(ReadWindows(root, fields), window => window.Name);
        return new FeatureView
        {
            Name = name,
            Summary = root.Text(Keys.Summary) ?? "",
            Entity = entity,
            Sources = Sorted(sources, source => source.Name),
            Fields = fields,
            Request = request,
            Windows = windows,
            Derived = DerivedReader.Read(root, new FeatureNames(fields, windows, [], request), Take),
            Fallback = ReadFallback(root),
            Durability = ReadDurability(root),
            Lateness = root.Duration(Keys.Lateness, TimeSpan.Zero, TimeSpan.FromDays(30)) ?? TimeSpan.FromHours(1),
        };
    }

    private FeatureKey[] ReadKeys(DefinitionSection root, string key, FeatureType[] allowed, bool unique)
    {
        if (root.Section(key) is not { } section)
            return [];

        var keys = new List<FeatureKey>();
        foreach (var name in section.Keys)
        {
            if (!DefinitionSection.IsName(name))
                section.Violate(name, $"is not a name; use {DefinitionSection.NameRule}.");
            else if (section.Choice<FeatureType>(name) is not { } type || (unique && !Take(name, section, name)))
                continue;
            else if (!allowed.Contains(type))
                section.Violate(name, $"is '{EnumText.Of(type)}'; allowed are {string.Join(", ", allowed.Select(EnumText.Of))}.");
            else
                keys.Add(new FeatureKey(name, type));
        }

        return [.. keys];
    }

    private (List<FeatureSource> Sources, List<FeatureField> Fields) ReadSources(DefinitionSection root, FeatureKey[] entity)
    {
        var sources = new List<FeatureSource>();
        var fields = new List<FeatureField>();
        foreach (var (name, section) in root.NamedSections(Keys.Sources))
        {
            if (ReadSource(name, section, entity) is { } source)
                sources.Add(source);

            var named = section.NamedSections(Keys.Fields);
            if (named.Count == 0 && !section.Has(Keys.Fields))
                section.Violate(Keys.Fields, "is missing; name at least one field.");
            foreach (var (field, fieldSection) in named)
            {
                if (Take(field, fieldSection) && FieldReader.Read(field, name, fieldSection) is { } read)
                    fields.Add(read);
            }
        }

        if (!root.Has(Keys.Sources))
            root.Violate(Keys.Sources, "is missing; name at least one source.");
        return (sources, fields);
    }

    private static FeatureSource? ReadSource(string name, DefinitionSection section, FeatureKey[] entity)
    {
        var kind = section.RequiredChoice<SourceKind>(Keys.Kind);
        var mode = section.RequiredChoice<SourceMode>(Keys.Mode);
        if (kind is null)
            return null;

        var allowed = SourceSettings.Of(kind.Value);
        if (mode is { } given && !allowed.Modes.Contains(given))
        {
            var modes = string.Join(", ", allowed.Modes.Select(EnumText.Of));
            section.Violate(Keys.Mode, $"is '{EnumText.Of(given)}'; for a source of kind {EnumText.Of(kind.Value)} allowed are {modes}.");
        }

        if (mode is SourceMode.Pushed && section.Has(Keys.Timeout))
            section.Violate(Keys.Timeout, "has no meaning for a source that is pushed; remove it.");
        if (mode is not SourceMode.Ahead && section.Has(Keys.Interval))
            section.Violate(Keys.Interval, "has a meaning with mode 'ahead' only; remove it.");

        return new FeatureSource
        {
            Name = name,
            Kind = kind.Value,
            Mode = mode ?? allowed.Modes[0],
            Timeout = mode is SourceMode.Pushed
                ? TimeSpan.Zero
                : section.Duration(Keys.Timeout, Millisecond, TimeSpan.FromMinutes(1)) ?? TimeSpan.FromSeconds(1),
            Interval = mode is not SourceMode.Ahead
                ? TimeSpan.Zero
                : section.Duration(Keys.Interval, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1)) ?? TimeSpan.FromMinutes(1),
            EventTime = section.Text(Keys.EventTime) ?? "",
            CreatedTime = section.Text(Keys.CreatedTime) ?? "",
            EventId = section.Text(Keys.EventId) ?? "",
            Settings = allowed.Read(section, entity.Select(key => key.Name)),
        };
    }

    private List<FeatureWindow> ReadWindows(DefinitionSection root, FeatureField[] fields)
    {
        var windows = new List<FeatureWindow>();
        foreach (var (name, section) in root.NamedSections(Keys.Windows))
        {
            if (Take(name, section) && WindowReader.Read(name, section, fields) is { } window)
                windows.Add(window);
        }

        return windows;
    }

    private static FallbackPolicy ReadFallback(DefinitionSection root)
    {
        if (root.Section(Keys.Fallback) is not { } section)
            return new FallbackPolicy();

        section.AllowOnly(Keys.OfFallback);
        return new FallbackPolicy
        {
            MaximumStale = section.Duration(Keys.MaximumStale, TimeSpan.Zero, LongestWindow) ?? TimeSpan.Zero,
            Otherwise = section.Choice<FallbackAction>(Keys.Otherwise) ?? FallbackAction.Default,
        };
    }

    private static DurabilityPolicy ReadDurability(DefinitionSection root)
    {
        if (root.Section(Keys.Durability) is not { } section)
            return new DurabilityPolicy(DurabilityMode.None, TimeSpan.Zero);

        section.AllowOnly(Keys.OfDurability);
        var mode = section.RequiredChoice<DurabilityMode>(Keys.Mode) ?? DurabilityMode.None;
        var bound = section.Duration(Keys.Bound, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));
        if (mode == DurabilityMode.WriteBehind && !section.Has(Keys.Bound))
            section.Violate(Keys.Bound, "is missing; say for how long an acknowledged value may go unwritten, from 10ms to 10m.");
        if (mode != DurabilityMode.WriteBehind && section.Has(Keys.Bound))
            section.Violate(Keys.Bound, "has a meaning with mode 'write_behind' only; remove it.");
        return new DurabilityPolicy(mode, mode == DurabilityMode.WriteBehind ? bound ?? TimeSpan.Zero : TimeSpan.Zero);
    }

    private static T[] Sorted<T>(IEnumerable<T> items, Func<T, string> name) => [.. items.OrderBy(name, StringComparer.Ordinal)];

    private bool Take(string name, DefinitionSection section) => Take(name, section, null);

    private bool Take(string name, DefinitionSection section, string? key)
    {
        var path = key is null ? section.Path : $"{section.Path}.{key}";
        if (_taken.TryAdd(name, path))
            return true;

        var message = $"has a name that '{_taken[name]}' has already; keys, fields, windows and derived features share one set of names.";
        if (key is null)
            section.Violate(message);
        else
            section.Violate(key, message);
        return false;
    }
}
