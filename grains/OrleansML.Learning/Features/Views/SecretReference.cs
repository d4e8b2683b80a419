using System.Text.RegularExpressions;

namespace OrleansML.Learning.Features;

/// <summary>References to secrets in settings: <c>${secret:NAME}</c>. Messages never repeat a text that might hold a secret.</summary>
public static partial class SecretReference
{
    /// <summary>Names of the secrets that a text refers to, in order.</summary>
    public static IReadOnlyList<string> NamesIn(string text) => [.. Reference().Matches(text).Select(match => match.Groups[1].Value)];

    /// <summary>The text with every reference replaced.</summary>
    /// <param name="text">A setting.</param>
    /// <param name="lookup">Gives a secret by its name.</param>
    public static string Resolve(string text, Func<string, string> lookup) => Reference().Replace(text, match => lookup(match.Groups[1].Value));

    internal static string? WhyRefused(string key, string text)
    {
        var rest = Reference().Replace(text, "<secret>");
        if (rest.Contains("${", StringComparison.Ordinal))
            return "has a '${' that does not start a reference; a reference is ${secret:NAME} with NAME of A-Z, 0-9 and _.";

        var literal = SensitiveHeader().IsMatch(key)
            ? !rest.Contains("<secret>", StringComparison.Ordinal)
            : LiteralSecret().IsMatch(rest) || UserInfo().IsMatch(rest);
        return literal ? "holds what looks like a secret; write ${secret:NAME} in its place." : null;
    }

    [GeneratedRegex(@"\$\{secret:([A-Z][A-Z0-9_]{0,63})\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^headers\.(.*auth.*|.*cookie.*|.*key.*|.*token.*|.*secret.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex SensitiveHeader();

    [GeneratedRegex(@"(password|pwd|token|api[-_]?key|secret)\s*=\s*(?!<secret>)[^\s;&]", RegexOptions.IgnoreCase)]
    private static partial Regex LiteralSecret();

    [GeneratedRegex(@"://[^/@\s]*:(?!<secret>)[^/@\s]*@")]
    private static partial Regex UserInfo();
}
