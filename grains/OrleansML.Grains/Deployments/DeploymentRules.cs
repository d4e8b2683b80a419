using System.Globalization;
using OrleansML.Deployments;
using OrleansML.Registry;

namespace OrleansML.Grains.Deployments;

/// <summary>What is allowed of plans, and how the parts of one go together.</summary>
internal static class DeploymentRules
{
    private const int MostVersions = 20;
    private const int MostSteps = 20;
    private const int WholePercent = 100;

    private static readonly TimeSpan ShortestBake = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBake = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestMargin = TimeSpan.FromHours(1);

    /// <summary>The plan of these parts; null when the champion answers alone, with no shadow.</summary>
    public static DeploymentPlan? PlanOf(int champion, VersionWeight[] weights, ShadowPlan? shadow, CanaryPlan? canary = null) =>
        weights is [var only] && only.Version == champion && shadow is null && canary is null
            ? null
            : new DeploymentPlan { Weights = weights, Shadow = shadow, Canary = canary };

    /// <summary>All requests to one version.</summary>
    public static VersionWeight[] All(int version) => [new VersionWeight(version, WholePercent)];

    /// <summary>The weights of a step. The champion comes last, so that a canary keeps its entities as it grows.</summary>
    public static VersionWeight[] StepOf(CanaryPlan canary, int champion) =>
        [new VersionWeight(canary.Version, canary.Steps[canary.Step]), new VersionWeight(champion, WholePercent - canary.Steps[canary.Step])];

    /// <summary>The weights without those of zero, the champion last.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> with every violation.</exception>
    public static VersionWeight[] Weights(VersionWeight[] weights, ServingSnapshot serving)
    {
        var violations = new List<string>();
        if (weights.Length is 0 or > MostVersions)
            violations.Add(Text($"{weights.Length} versions have a weight; 1 to {MostVersions} are allowed"));
        foreach (var repeated in weights.GroupBy(static weight => weight.Version).Where(static group => group.Count() > 1))
            violations.Add(Text($"version {repeated.Key} has {repeated.Count()} weights; one is allowed"));
        foreach (var wrong in weights.Where(static weight => weight.Percent is < 0 or > WholePercent))
            violations.Add(Text($"the weight of version {wrong.Version} is {wrong.Percent}; whole percents from 0 to 100 are allowed"));
        if (weights.Sum(static weight => (long)weight.Percent) is not WholePercent and var sum)
            violations.Add(Text($"the weights are {sum} together; they must be 100"));
        Refuse("The weights", violations);
        foreach (var weight in weights)
            RequireVersion(serving, weight.Version);
        return [.. weights.Where(static weight => weight.Percent > 0).OrderBy(weight => weight.Version == serving.Champion).ThenBy(static weight => weight.Version)];
    }

    /// <summary>A request whose last step is 100.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> with every violation.</exception>
    public static CanaryRequest Canary(CanaryRequest request, ServingSnapshot serving)
    {
        var violations = new List<string>();
        var steps = request.Steps;
        if (steps.Length is 0 or > MostSteps)
            violations.Add(Text($"it has {steps.Length} steps; 1 to {MostSteps} are allowed"));
        if (steps.Any(static step => step is < 1 or > WholePercent) || steps.Zip(steps.Skip(1)).Any(static pair => pair.First >= pair.Second))
            violations.Add($"its steps are {string.Join(", ", steps)}; whole percents from 1 to 100 are allowed, each larger than the one before");
        if (request.Bake < ShortestBake || request.Bake > LongestBake)
            violations.Add(Text($"its bake time is {request.Bake}; {ShortestBake} to {LongestBake} are allowed"));
        AddViolations(request.Limits, violations);
        Refuse("The canary", violations);
        RequireVersion(serving, request.Version);
        return request.Version == serving.Champion
            ? throw new OrleansMLException(ErrorCode.InvalidRequest, $"Version {request.Version} of model '{serving.Model}' is the champion already.")
            : steps[^1] == WholePercent ? request : request with { Steps = [.. steps, WholePercent] };
    }

    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> with every violation.</exception>
    public static void Shadow(ShadowPlan shadow, ServingSnapshot serving)
    {
        var violations = new List<string>();
        if (!(shadow.Share > 0 && shadow.Share <= 1))
            violations.Add(Text($"its share is {shadow.Share}; numbers above 0 up to 1 are allowed"));
        if (!(shadow.Tolerance >= 0 && double.IsFinite(shadow.Tolerance)))
            violations.Add(Text($"its tolerance is {shadow.Tolerance}; numbers from 0 are allowed"));
        Refuse("The shadow", violations);
        RequireVersion(serving, shadow.Version);
        if (WeightsOf(serving).Any(weight => weight.Version == shadow.Version))
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"Version {shadow.Version} of model '{serving.Model}' answers requests already; a shadow is compared with those that do.");
        }
    }

    /// <summary>How requests are shared out now.</summary>
    public static VersionWeight[] WeightsOf(ServingSnapshot serving) => serving.Plan?.Weights ?? All(serving.Champion);

    /// <exception cref="OrleansMLException"><see cref="ErrorCode.VersionNotFound"/>.</exception>
    public static void RequireVersion(ServingSnapshot serving, int version)
    {
        if (serving.Find(version) is null)
        {
            throw new OrleansMLException(
                ErrorCode.VersionNotFound,
                $"Model '{serving.Model}' has no version {version}; it has {string.Join(", ", serving.Versions.Select(static known => known.Version))}.");
        }
    }

    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static void Change(DeploymentChange change)
    {
        var violations = new List<string>();
        foreach (var (name, text) in new[] { ("reason", change.Reason), ("actor", change.Actor), ("evidence", change.Evidence) })
        {
            if (text?.Length > DeploymentChange.MaximumTextLength)
                violations.Add(Text($"its {name} has {text.Length} characters; {DeploymentChange.MaximumTextLength} are allowed"));
        }

        Refuse("The change", violations);
    }

    private static void AddViolations(CanaryLimits limits, List<string> violations)
    {
        if (limits.MinimumRequests < 0)
            violations.Add(Text($"its minimum of requests is {limits.MinimumRequests}; numbers from 0 are allowed"));
        if (limits.MinimumFailures < 1)
            violations.Add(Text($"its minimum of failures is {limits.MinimumFailures}; numbers from 1 are allowed"));
        if (!(limits.ErrorMargin >= 0 && limits.ErrorMargin <= 1))
            violations.Add(Text($"its error margin is {limits.ErrorMargin}; 0 to 1 is allowed"));
        if (!(limits.LatencyQuantile >= 0.5 && limits.LatencyQuantile <= 0.999))
            violations.Add(Text($"its latency quantile is {limits.LatencyQuantile}; 0.5 to 0.999 is allowed"));
        if (!(limits.LatencyRatio >= 1 && double.IsFinite(limits.LatencyRatio)))
            violations.Add(Text($"its latency ratio is {limits.LatencyRatio}; numbers from 1 are allowed"));
        if (limits.LatencyMargin < TimeSpan.Zero || limits.LatencyMargin > LongestMargin)
            violations.Add(Text($"its latency margin is {limits.LatencyMargin}; {TimeSpan.Zero} to {LongestMargin} is allowed"));
    }

    private static void Refuse(string what, List<string> violations)
    {
        if (violations.Count > 0)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"{what} cannot be used: {string.Join("; ", violations)}.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
