using System.Globalization;
using OrleansML.Deployments;

namespace OrleansML.Grains.Deployments;

/// <summary>Decides about a canary from what the routers counted in its present step.</summary>
internal static class CanaryJudge
{
    /// <param name="canary">The plan.</param>
    /// <param name="champion">The champion's figures in this step.</param>
    /// <param name="figures">The canary's.</param>
    /// <param name="now">The time.</param>
    public static CanaryVerdict Judge(CanaryPlan canary, VersionFigures champion, VersionFigures figures, DateTimeOffset now)
    {
        var limits = canary.Limits;
        var baseline = BaselineOf(canary, champion);
        if (figures.Requests >= limits.MinimumRequests && Fault(limits, baseline, figures) is { } fault)
            return new CanaryVerdict(CanaryVerdictKind.RollBack, fault);

        var step = Text($"step {canary.Step + 1} of {canary.Steps.Length} ({canary.Steps[canary.Step]} %)");
        var end = canary.StepStartedAt + canary.Bake;
        if (now < end)
            return new CanaryVerdict(CanaryVerdictKind.Wait, Text($"{step} bakes until {end.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"));
        return figures.Requests < limits.MinimumRequests
            ? new CanaryVerdict(CanaryVerdictKind.Wait, Text($"{step} has baked and waits for requests: {figures.Requests} of {limits.MinimumRequests}"))
            : new CanaryVerdict(CanaryVerdictKind.Advance, Text($"{step} is passed: {Describe(figures)}, the champion {Describe(baseline)}"));
    }

    /// <summary>The champion's figures to compare with: those of this step, or of an earlier one where it answers too little in this.</summary>
    public static VersionFigures? BaselineOf(CanaryPlan canary, VersionFigures champion) =>
        champion.Requests > 0 && champion.Requests >= canary.Limits.MinimumRequests ? champion : canary.Baseline;

    private static string? Fault(CanaryLimits limits, VersionFigures? champion, VersionFigures canary)
    {
        if (canary.Failed >= limits.MinimumFailures && FailureRate(canary) > FailureRate(champion) + limits.ErrorMargin)
        {
            return Text(
                $"version {canary.Version} failed {Rate(canary)}, the champion {Rate(champion)}; {limits.ErrorMargin * 100:0.##} % more are allowed");
        }

        if (champion?.Quantile is { } usual
            && canary.Quantile is { } quantile
            && quantile > usual * limits.LatencyRatio
            && quantile > usual + limits.LatencyMargin)
        {
            return Text(
                $"version {canary.Version} answered {limits.LatencyQuantile * 100:0.##} % of {canary.Requests} requests within {Milliseconds(quantile)}, the champion within {Milliseconds(usual)}; {limits.LatencyRatio:0.##} times as long and {Milliseconds(limits.LatencyMargin)} more are allowed");
        }

        return null;
    }

    private static double FailureRate(VersionFigures? figures) => figures is { Requests: > 0 } ? (double)figures.Failed / figures.Requests : 0;

    private static string Describe(VersionFigures? figures) => figures is null
        ? "unknown"
        : $"failed {Rate(figures)}{(figures.Quantile is { } quantile ? $", answered within {Milliseconds(quantile)}" : "")}";

    private static string Rate(VersionFigures? figures) => figures is null
        ? "none"
        : Text($"{figures.Failed} of {figures.Requests} requests ({FailureRate(figures) * 100:0.##} %)");

    private static string Milliseconds(TimeSpan time) => Text($"{time.TotalMilliseconds:0.###} ms");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
