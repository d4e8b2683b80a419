using System.CommandLine;

namespace OrleansML.Cli;

/// <summary>Options that every verb takes.</summary>
internal sealed class GlobalOptions
{
    public const string UrlVariable = "ORLEANSML_URL";
    public const string DefaultUrl = "http://127.0.0.1:8080";

    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"Gateway to talk to. Default: ${UrlVariable}, else {DefaultUrl}.",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the result as JSON on standard output and nothing else there.",
        Recursive = true,
    };

    /// <summary>The gateway's address.</summary>
    /// <exception cref="CliException">It is not an HTTP address.</exception>
    public Uri UrlOf(ParseResult parsed, CliEnvironment environment)
    {
        var text = parsed.GetValue(Url) ?? environment.Variable(UrlVariable) ?? DefaultUrl;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url.AbsolutePath.EndsWith('/') ? url : new Uri($"{url}/");

        throw new CliException(
            $"'{text}' is not the URL of a gateway: give one such as {DefaultUrl} with --url or ${UrlVariable}.", ExitCodes.Usage);
    }
}
