using System.Globalization;
using System.Text.RegularExpressions;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;
using Keys = OrleansML.Learning.Scoring.ScoringKeys;

namespace OrleansML.Learning.Scoring;

/// <summary>Reads scoring definitions from YAML and reports every violation at once, each with its line.</summary>
public sealed partial class ScoringDefinitionReader
{
    private const int MostKeys = 8;
    private const int MostColumns = 1_000;
    private const int MostWorkers = 256;
    private const int MostElements = 1_000_000;

    private readonly DefinitionDocument _document = new();

    private ScoringDefinitionReader()
    {
    }

    /// <summary>Reads a definition. Templates such as <c>${run.key}</c> stay in paths as they are.</summary>
    /// <param name="yaml">The text, at most 1 MiB.</param>
    /// <exception cref="InvalidDefinitionException">The text breaks a rule; the exception holds every violation.</exception>
    public static ScoringDefinition Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var reader = new ScoringDefinitionReader();
        var definition = reader._document.Parse(yaml) is { } root ? ReadRoot(root) : null;
        reader._document.ThrowIfInvalid("scoring definition");
        return definition!;
    }

    private static ScoringDefinition ReadRoot(DefinitionSection root)
    {
        root.AllowOnly(Keys.Top);
        if (root.Has(Keys.Version) && root.Has(Keys.Alias))
            root.Violate(Keys.Alias, $"and '{Keys.Version}' are both given; name the version by one of them.");
        var definition = new ScoringDefinition
        {
            Model = root.RequiredText(Keys.Model) ?? "",
            Version = root.Integer(Keys.Version, 1, int.MaxValue),
            Alias = root.Has(Keys.Alias) ? root.Name(Keys.Alias) ?? "" : "champion",
            Input = ReadInput(Required(root, Keys.Input, "say where the rows come from")),
            Key = Columns(root, Keys.Key, MostKeys),
            Include = root.Has(Keys.Include) ? Columns(root, Keys.Include, MostColumns) : [],
            Inputs = ReadInputs(root.Section(Keys.Inputs)),
            Output = ReadOutput(Required(root, Keys.Output, "say where the scores go")),
            Columns = ReadColumns(root.Section(Keys.Columns)),
            DeadLetters = ReadDeadLetters(root.Section(Keys.DeadLetters)),
            Workers = ReadWorkers(root.Section(Keys.Workers)),
            LeaseRows = root.Integer(Keys.LeaseRows, 1, 1 << 20),
            BatchRows = root.Integer(Keys.BatchRows, 1, 1 << 16),
        };
        if (!root.Has(Keys.Key))
            root.Violate(Keys.Key, "is missing; name the columns that tell rows apart, such as [customer_id].");
        RequireDistinct(root, definition);
        RequireKnown(root, definition);
        return definition;
    }

    private static void RequireKnown(DefinitionSection root, ScoringDefinition definition)
    {
        if (definition.Output is not ViewOutput view)
            return;

        foreach (var column in view.Names.Keys.Where(column => !definition.Key.Contains(column)))
            root.Violate(Keys.Output, $"names '{column}' in 'view.{Keys.Names}', which is no column of '{Keys.Key}'.");
    }

    // Databases and DuckDB do not tell names apart by their case.
    private static void RequireDistinct(DefinitionSection root, ScoringDefinition definition)
    {
        var written = definition.Key.Concat(definition.Include).Concat(definition.Columns.Select(static column => column.Name));
        foreach (var twice in written.GroupBy(static name => name, StringComparer.OrdinalIgnoreCase).Where(static group => group.Count() > 1))
            root.Violate(Keys.Columns, $"would give the output the column '{twice.Key}' {twice.Count()} times; '{Keys.Key}', '{Keys.Include}' and '{Keys.Columns}' name its columns, each once.");
    }

    private static DefinitionSection? Required(DefinitionSection root, string key, string why)
    {
        if (!root.Has(key))
            root.Violate(key, $"is missing; {why}.");
        return root.Section(key);
    }

    private static string[] Columns(DefinitionSection section, string key, int most)
    {
        var columns = section.Texts(key) ?? [];
        if (columns.Length > most)
            section.Violate(key, $"names {columns.Length} columns; {most} are allowed.");
        if (columns.Any(string.IsNullOrWhiteSpace))
            section.Violate(key, "names a column without a name.");
        return columns;
    }

    private static ScoringInput ReadInput(DefinitionSection? section)
    {
        switch (OneOf(section, Keys.KindsOfInput))
        {
            case Keys.Path:
                section!.AllowOnly(Keys.Path, Keys.Format);
                var path = section.RequiredText(Keys.Path) ?? "";
                return new FileInput(path, section.Choice<ScoringFormat>(Keys.Format) ?? FormatOf(section, path));
            case Keys.Postgresql when section!.Section(Keys.Postgresql) is { } query:
                section.AllowOnly(Keys.Postgresql);
                query.AllowOnly(Keys.Connection, Keys.Query, Keys.Key);
                return ReadQuery(query);
            case Keys.View:
                section!.AllowOnly(Keys.View);
                return new ViewInput(section.Name(Keys.View) ?? "");
            default:
                return new ViewInput("");
        }
    }

    private static QueryInput ReadQuery(DefinitionSection section)
    {
        var query = section.RequiredText(Keys.Query)?.Trim().TrimEnd(';') ?? "";
        if (query.Contains(';', StringComparison.Ordinal))
            section.Violate(Keys.Query, "holds a semicolon; one SELECT is allowed.");
        // A list, or a text where it is one column.
        var key = section.Has(Keys.Key) && section.IsText(Keys.Key) ? [section.RequiredText(Keys.Key) ?? ""] : Columns(section, Keys.Key, MostKeys);
        if (!section.Has(Keys.Key))
            section.Violate(Keys.Key, "is missing; name the columns that are unique together, by which pages are read.");
        return new QueryInput(Connection(section), query, key);
    }

    private static ScoringFormat FormatOf(DefinitionSection section, string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        switch (Path.GetExtension(name).ToLowerInvariant())
        {
            case ".parquet":
                return ScoringFormat.Parquet;
            case ".csv":
                return ScoringFormat.Csv;
            case ".jsonl" or ".ndjson" or ".json":
                return ScoringFormat.JsonLines;
            default:
                if (!section.Has(Keys.Format))
                    section.Violate(Keys.Format, $"is missing, and '{path}' has no extension that tells it; allowed are {string.Join(", ", EnumText.Names<ScoringFormat>())}.");
                return default;
        }
    }

    private static ScoringOutput ReadOutput(DefinitionSection? section)
    {
        switch (OneOf(section, Keys.KindsOfOutput))
        {
            case Keys.Path:
                section!.AllowOnly(Keys.Path, Keys.Format);
                return new FileOutput(section.RequiredText(Keys.Path) ?? "", section.Choice<ScoringFormat>(Keys.Format) ?? ScoringFormat.Parquet);
            case Keys.Postgresql when section!.Section(Keys.Postgresql) is { } table:
                section.AllowOnly(Keys.Postgresql);
                table.AllowOnly(Keys.Connection, Keys.Table, Keys.Mode);
                var name = table.RequiredText(Keys.Table) ?? "";
                if (name.Length > 0 && !TableName().IsMatch(name))
                    table.Violate(Keys.Table, $"is '{name}'; a table such as scores or public.scores is allowed, of letters, digits and _.");
                return new TableOutput(Connection(table), name, table.Choice<TableMode>(Keys.Mode) ?? TableMode.Upsert);
            case Keys.View when section!.Section(Keys.View) is { } view:
                section.AllowOnly(Keys.View);
                view.AllowOnly(Keys.Name, Keys.Source, Keys.Names);
                return new ViewOutput(view.Name(Keys.Name) ?? "", view.Has(Keys.Source) ? view.Name(Keys.Source) : null) { Names = ReadNames(view.Section(Keys.Names)) };
            default:
                return new ViewOutput("");
        }
    }

    private static Dictionary<string, string> ReadNames(DefinitionSection? section)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in section?.Keys ?? [])
        {
            if (section!.RequiredText(column) is { } name)
                names[column] = name;
        }

        return names;
    }

    private static string? OneOf(DefinitionSection? section, string[] kinds)
    {
        string[] given = [.. kinds.Where(kind => section?.Has(kind) == true)];
        if (given.Length == 1)
            return given[0];

        section?.Violate(given.Length == 0 ? $"names none of {string.Join(", ", kinds)}; one is needed." : $"names {string.Join(" and ", given)}; one is allowed.");
        return null;
    }

    private static string Connection(DefinitionSection section)
    {
        var connection = section.RequiredText(Keys.Connection) ?? "";
        if (SecretReference.WhyRefused(Keys.Connection, connection) is { } why)
            section.Violate(Keys.Connection, why);
        return connection;
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadInputs(DefinitionSection? section)
    {
        var inputs = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var name in section?.Keys ?? [])
            inputs[name] = Columns(section!, name, 100_000);
        return inputs;
    }

    private static ScoreColumn[] ReadColumns(DefinitionSection? section)
    {
        var columns = new List<ScoreColumn>();
        foreach (var name in section?.Keys ?? [])
        {
            if (section!.RequiredText(name) is { } text && ReadColumn(section, name, text) is { } column)
                columns.Add(column);
        }

        if (columns.Count > MostColumns)
            section!.Violate($"has {columns.Count} columns; {MostColumns} are allowed.");
        return [.. columns];
    }

    private static ScoreColumn? ReadColumn(DefinitionSection section, string name, string text)
    {
        var match = Element().Match(text);
        if (!match.Success)
            return new ScoreColumn(name, text, null);
        if (int.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var element) && element < MostElements)
            return new ScoreColumn(name, match.Groups[1].Value, element);

        section.Violate(name, $"is '{text}'; an element is 0 to {MostElements - 1}.");
        return null;
    }

    private static DeadLetterBudget ReadDeadLetters(DefinitionSection? section)
    {
        var defaults = new DeadLetterBudget();
        section?.AllowOnly(Keys.Most, Keys.Share);
        var share = section?.Number(Keys.Share);
        if (share is < 0 or > 1)
            section!.Violate(Keys.Share, string.Create(CultureInfo.InvariantCulture, $"is {share}; 0 to 1 is allowed."));
        return new DeadLetterBudget(section?.Integer(Keys.Most, 0, 1_000_000_000) ?? defaults.Most, share ?? defaults.Share);
    }

    private static ScoringWorkers ReadWorkers(DefinitionSection? section)
    {
        var defaults = new ScoringWorkers();
        section?.AllowOnly(Keys.Least, Keys.Most);
        var least = section?.Integer(Keys.Least, 1, MostWorkers) ?? defaults.Least;
        var most = section?.Integer(Keys.Most, 1, MostWorkers) ?? Math.Max(least, defaults.Most);
        if (most < least)
            section!.Violate(Keys.Most, $"is {most}, less than '{Keys.Least}', {least}.");
        return new ScoringWorkers(least, most);
    }

    [GeneratedRegex(@"^(.+)\[([0-9]+)\]\z")]
    private static partial Regex Element();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,62}(\.[A-Za-z_][A-Za-z0-9_]{0,62})?\z")]
    private static partial Regex TableName();
}
