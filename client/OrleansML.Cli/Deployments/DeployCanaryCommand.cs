using System.CommandLine;
using System.Globalization;
using OrleansML.Gateway.Deployments;

namespace OrleansML.Cli.Deployments;

/// <summary><c>orleansml deploy canary NAME VERSION</c>: lets a version become champion step by step, or roll back by itself.</summary>
internal sealed class DeployCanaryCommand : DeployCommand
{
    private readonly Argument<int> _version = new("VERSION") { Description = "Version that is to become champion." };

    private readonly Option<string?> _steps = new("--steps")
    {
        Description = "Its growing share in percent, separated by commas. Default: 5,25,50,100.",
        HelpName = "N,...",
    };

    private readonly Option<string?> _bake = new("--bake") { Description = "How long each step lasts at least. Default: 10m.", HelpName = "TIME" };

    private readonly Option<int?> _requests = new("--minimum-requests")
    {
        Description = "Requests that each step needs before anything is decided. Default: 50.",
        HelpName = "N",
    };

    private readonly Option<double?> _errors = new("--error-margin")
    {
        Description = "How far its share of failed requests may lie above the champion's. Default: 0.01.",
        HelpName = "SHARE",
    };

    private readonly Option<double?> _ratio = new("--latency-ratio")
    {
        Description = "How many times the champion's latency it may take. Default: 2.",
        HelpName = "FACTOR",
    };

    private readonly Option<double?> _margin = new("--latency-margin")
    {
        Description = "Milliseconds that it may take longer whatever the ratio. Default: 10.",
        HelpName = "MS",
    };

    private readonly Option<double?> _quantile = new("--latency-quantile")
    {
        Description = "The quantile of the latency that is compared, 0.5 to 0.999. Default: 0.95.",
        HelpName = "Q",
    };

    public DeployCanaryCommand(VerbContext verbs)
        : base(verbs, "canary", "canary", "Give a version a growing share; it becomes champion, or rolls back by itself on errors or latency.")
    {
        Add(_version);
        foreach (var option in new Option[] { _steps, _bake, _requests, _errors, _ratio, _margin, _quantile })
            Add(option);
        _bake.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Durations.Parse(text) is null)
                result.AddError($"--bake is '{text}'; it must be {Durations.Form}.");
        });
        _steps.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && ParseSteps(text) is null)
                result.AddError($"--steps is '{text}'; it must be whole percents such as 5,25,50,100.");
        });
    }

    protected override DeploymentBody Fill(DeploymentBody body, ParseResult parsed) => body with
    {
        Version = parsed.GetRequiredValue(_version),
        Steps = parsed.GetValue(_steps) is { } steps ? ParseSteps(steps) : null,
        BakeSeconds = parsed.GetValue(_bake) is { } bake ? Durations.Parse(bake)?.TotalSeconds : null,
        MinimumRequests = parsed.GetValue(_requests),
        ErrorMargin = parsed.GetValue(_errors),
        LatencyRatio = parsed.GetValue(_ratio),
        LatencyMarginMilliseconds = parsed.GetValue(_margin),
        LatencyQuantile = parsed.GetValue(_quantile),
    };

    private static int[]? ParseSteps(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var steps = new int[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out steps[index]))
                return null;
        }

        return steps;
    }
}
