using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Pipelines;

/// <summary>Reads texts of a step that may hold placeholders.</summary>
/// <param name="section">The step.</param>
/// <param name="step">Its name.</param>
/// <param name="steps">Names of all steps.</param>
/// <param name="ancestors">Names of the steps that have succeeded when it starts.</param>
internal sealed class TemplateReader(DefinitionSection section, string step, IReadOnlyCollection<string> steps, IReadOnlySet<string> ancestors)
{
    private const int LongestText = 100_000;

    public string? Required(string key) => section.RequiredText(key) is { } text && Check(section, key, text, secrets: false) ? text : null;

    public string? Optional(string key) => section.Text(key) is { } text && Check(section, key, text, secrets: false) ? text : null;

    /// <summary>A text that may hold references to secrets.</summary>
    public string? OptionalWithSecrets(string key) => section.Text(key) is { } text && Check(section, key, text, secrets: true) ? text : null;

    /// <summary>A definition that is handed on as text. Its references to secrets are left as they are: who reads it says where they may stand.</summary>
    public string? OptionalDefinition(string key) =>
        section.Text(key) is { } text && Check(section, key, SecretReference.Resolve(text, static _ => "secret"), secrets: false) ? text : null;

    public IReadOnlyList<string> Texts(string key)
    {
        var texts = section.Texts(key) ?? [];
        foreach (var text in texts)
            Check(section, key, text, secrets: false);
        return texts;
    }

    /// <summary>A mapping of names to texts that may hold references to secrets.</summary>
    public IReadOnlyDictionary<string, string> Map(string key)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (section.Section(key) is not { } map)
            return values;

        foreach (var name in map.Keys)
        {
            if (map.Text(name) is not { } text)
                continue;
            if (text.AsSpan().ContainsAny('\r', '\n', '\0') || name.AsSpan().ContainsAny("\r\n\0=: "))
                map.Violate(name, "has a line break or another character that names and values cannot have here.");
            else if (Check(map, name, text, secrets: true, sensitive: $"headers.{name}"))
                values[name] = text;
        }

        return values;
    }

    private bool Check(DefinitionSection where, string key, string text, bool secrets, string? sensitive = null)
    {
        if (text.Length > LongestText)
        {
            where.Violate(key, $"has {text.Length} characters; {LongestText} are allowed.");
            return false;
        }

        var problem = TemplateText.NamesIn(text).Select(WhyRefused).FirstOrDefault(static why => why is not null);
        if (problem is null && !secrets && SecretReference.NamesIn(text).Count > 0)
            problem = "holds a reference to a secret, which would be seen here; connections, headers and environments may hold them.";

        // What is left of a '${' after placeholders and escapes must be a reference to a secret. Other texts than these may well say 'token = ...'.
        var rest = TemplateText.Expand(text.Replace("$${", "", StringComparison.Ordinal), static _ => "value");
        if (secrets)
            problem ??= SecretReference.WhyRefused(sensitive ?? key, rest);
        else if (rest.Contains("${", StringComparison.Ordinal))
            problem ??= $"has a '${{' that starts no placeholder; allowed are {TemplateText.Allowed}. For '${{' itself write '$${{'.";
        if (problem is null)
            return true;

        where.Violate(key, problem);
        return false;
    }

    private string? WhyRefused(string name)
    {
        if (TemplateNames.IsKnown(name))
            return null;
        if (!TemplateText.IsStepOutput(name, out var other))
            return $"has the placeholder '${{{name}}}'; allowed are {TemplateText.Allowed}. For '${{' itself write '$${{'.";
        if (!steps.Contains(other))
            return $"has the placeholder '${{{name}}}', but there is no step '{other}'; the steps are {string.Join(", ", steps)}.";
        return ancestors.Contains(other) && other != step
            ? null
            : $"has the placeholder '${{{name}}}', but '{step}' does not wait for '{other}'; name it under '{PipelineKeys.After}'.";
    }
}
