using OrleansML.Learning.Definitions;

namespace OrleansML.Learning.Features;

/// <summary>Which settings and modes each kind of source has.</summary>
internal sealed record SourceSettings(SourceMode[] Modes, string[] Required, string[] Optional, bool HasHeaders = false)
{
    public const string Connection = "connection";
    public const string Query = "query";
    public const string Changes = "changes";
    public const string Watermark = "watermark";
    public const string Url = "url";
    public const string Root = "root";
    public const string Files = "path";
    public const string Format = "format";

    private static readonly string[] Formats = ["csv", "json_lines", "parquet"];

    public static SourceSettings Of(SourceKind kind) => kind switch
    {
        SourceKind.Postgresql => new([SourceMode.OnRead, SourceMode.Ahead], [Connection, Query], [Changes, Watermark]),
        SourceKind.Http => new([SourceMode.OnRead, SourceMode.Ahead], [Url], [Root], HasHeaders: true),
        SourceKind.Push => new([SourceMode.Pushed], [], []),
        SourceKind.Files => new([SourceMode.Pushed], [Files, Format], []),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of source has no settings."),
    };

    /// <summary>Reads the settings of a source of this kind; headers as <c>headers.NAME</c>.</summary>
    /// <param name="source">The source.</param>
    /// <param name="keys">Names of the entity's keys, all of which a call by key must use.</param>
    public SortedDictionary<string, string> Read(DefinitionSection source, IEnumerable<string> keys)
    {
        source.AllowOnly([.. FeatureViewKeys.OfSource, .. Required, .. Optional, .. HasHeaders ? new[] { FeatureViewKeys.Headers } : []]);
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in Required)
        {
            if (source.RequiredText(key) is { } text)
                settings[key] = text;
        }

        foreach (var key in Optional)
        {
            if (source.Text(key) is { } text)
                settings[key] = text;
        }

        if (HasHeaders && source.Section(FeatureViewKeys.Headers) is { } headers)
        {
            foreach (var name in headers.Keys)
            {
                if (headers.RequiredText(name) is { } text)
                    settings[$"{FeatureViewKeys.Headers}.{name}"] = text;
            }
        }

        Check(source, settings);
        foreach (var key in keys)
        {
            Require(source, settings, Query, "@" + key);
            Require(source, settings, Url, "{" + key + "}");
        }

        return settings;
    }

    private static void Require(DefinitionSection source, SortedDictionary<string, string> settings, string setting, string key)
    {
        if (settings.TryGetValue(setting, out var text) && !text.Contains(key, StringComparison.Ordinal))
            source.Violate(setting, $"does not use {key}, so it would get the same for every entity; add it.");
    }

    private static void Check(DefinitionSection source, SortedDictionary<string, string> settings)
    {
        foreach (var (key, text) in settings)
        {
            if (SecretReference.WhyRefused(key, text) is { } reason)
                Violate(source, key, reason);
        }

        if (settings.TryGetValue(Format, out var format) && !Formats.Contains(format))
            source.Violate(Format, $"is '{format}'; allowed are {string.Join(", ", Formats)}.");
        if (settings.ContainsKey(Changes) != settings.ContainsKey(Watermark))
            source.Violate(settings.ContainsKey(Changes) ? Changes : Watermark, $"needs the other of '{Changes}' and '{Watermark}' beside it.");
        if (settings.TryGetValue(Changes, out var changes) && !changes.Contains("@" + Watermark, StringComparison.Ordinal))
            source.Violate(Changes, $"does not use @{Watermark}, so each poll would read everything; add the condition.");
        if (changes is not null && ChangeQuery.HasOwnLimit(changes))
            source.Violate(Changes, "has a limit of its own, behind which rows with one watermark would never be seen; write 'limit @limit', or none.");
        if (settings.TryGetValue(Url, out var url)
            && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)))
        {
            source.Violate(Url, "is not an absolute address of http or https.");
        }
    }

    private static void Violate(DefinitionSection source, string key, string reason)
    {
        var prefix = FeatureViewKeys.Headers + ".";
        if (key.StartsWith(prefix, StringComparison.Ordinal))
            source.Section(FeatureViewKeys.Headers)!.Violate(key[prefix.Length..], reason);
        else
            source.Violate(key, reason);
    }
}
