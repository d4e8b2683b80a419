using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansML.Learning.Pipelines;

/// <summary>
/// Texts with placeholders: <c>${interval.start}</c>, <c>${interval.end}</c>, <c>${run.id}</c>, <c>${run.key}</c>, <c>${steps.NAME.output}</c>.
/// <c>$${</c> stands for <c>${</c> itself; references to secrets, <c>${secret:NAME}</c>, are left as they are.
/// </summary>
public static partial class TemplateText
{
    /// <summary>What a placeholder may be, for messages.</summary>
    internal const string Allowed = "${interval.start}, ${interval.end}, ${run.id}, ${run.key}, ${steps.NAME.output}";

    private const string SecretPrefix = "secret:";

    /// <summary>The names in a text's placeholders, such as <c>run.id</c>, in order; without secrets.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<string> NamesIn(string text) =>
        [.. Token().Matches(text).Where(IsPlaceholder).Select(static match => match.Groups[1].Value)];

    /// <summary>The text with every placeholder replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">Gives the value of a name, such as <c>run.id</c>. A caller that puts the text into a URL escapes it here.</param>
    public static string Expand(string text, Func<string, string> value) => Token().Replace(text, match =>
        IsPlaceholder(match) ? value(match.Groups[1].Value) : match.Value[0] == '$' && match.Value[1] == '$' ? "${" : match.Value);

    /// <summary>
    /// A statement with <c>$1</c>, <c>$2</c> and so on for its placeholders, so that values are bound and never become part of the statement. The same
    /// name has the same number.
    /// </summary>
    /// <param name="statement">The statement.</param>
    /// <param name="names">The names of the parameters, in their order.</param>
    public static string Parameterise(string statement, out IReadOnlyList<string> names)
    {
        var found = NamesIn(statement).Distinct(StringComparer.Ordinal).ToList();
        names = found;
        return Expand(statement, name => string.Create(CultureInfo.InvariantCulture, $"${found.IndexOf(name) + 1}"));
    }

    internal static bool IsStepOutput(string name, out string step)
    {
        var match = StepOutput().Match(name);
        step = match.Groups[1].Value;
        return match.Success;
    }

    private static bool IsPlaceholder(Match match) =>
        match.Groups[1].Success && !match.Groups[1].Value.StartsWith(SecretPrefix, StringComparison.Ordinal);

    [GeneratedRegex(@"\$\$\{|\$\{([^{}]*)\}")]
    private static partial Regex Token();

    [GeneratedRegex(@"^steps\.([a-z][a-z0-9_]{0,63})\.output\z")]
    private static partial Regex StepOutput();
}
