using System.CommandLine;
using System.Globalization;
using OrleansML.Gateway.Deployments;

namespace OrleansML.Cli.Deployments;

/// <summary><c>orleansml deploy weights NAME 1=90 2=10</c>: shares the requests out between versions.</summary>
internal sealed class DeployWeightsCommand : DeployCommand
{
    private readonly Argument<string[]> _weights = new("VERSION=PERCENT")
    {
        Description = "Share of a version in whole percents, 100 together; each one an argument, or separated by commas.",
        Arity = ArgumentArity.OneOrMore,
    };

    public DeployWeightsCommand(VerbContext verbs) : base(verbs, "weights", "weights", "Share the requests out between versions; an entity keeps its version.")
    {
        Add(_weights);
        _weights.Validators.Add(result =>
        {
            foreach (var text in Split(result.GetValueOrDefault<string[]>()))
            {
                if (Parse(text) is null)
                    result.AddError($"'{text}' is not of the form VERSION=PERCENT, such as 2=10.");
            }
        });
    }

    protected override DeploymentBody Fill(DeploymentBody body, ParseResult parsed)
    {
        var weights = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in Split(parsed.GetRequiredValue(_weights)))
        {
            if (Parse(text) is var (version, percent) && !weights.TryAdd(version.ToString(CultureInfo.InvariantCulture), percent))
                throw new CliException($"Version {version} has several weights; one is allowed.", ExitCodes.Usage);
        }

        return body with { Weights = weights };
    }

    private static IEnumerable<string> Split(string[]? texts) => (texts ?? []).SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries));

    private static (int Version, int Percent)? Parse(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0
            && int.TryParse(text.AsSpan(0, sign), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && int.TryParse(text.AsSpan(sign + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            ? (version, percent)
            : null;
    }
}
