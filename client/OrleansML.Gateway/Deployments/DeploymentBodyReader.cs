using System.Text.Json;
using OrleansML.Client;
using OrleansML.Deployments;
using OrleansML.Gateway.Api;

namespace OrleansML.Gateway.Deployments;

/// <summary>Reads what is to become of a deployment, and has it done.</summary>
internal static class DeploymentBodyReader
{
    public const string Example = """{"action": "canary", "version": 2, "steps": [5, 25, 100], "bakeSeconds": 600, "reason": "why"}""";

    private static readonly string[] Always = ["action", "reason", "actor", "evidence", "revision", "operation"];

    private static readonly string[] OfCanary =
    [
        "version", "steps", "bakeSeconds", "minimumRequests", "minimumFailures", "errorMargin", "latencyQuantile", "latencyRatio",
        "latencyMarginMilliseconds",
    ];

    public static Task<DeploymentStatus> ApplyAsync(DeploymentClient deployments, string model, JsonElement root, CancellationToken cancellationToken)
    {
        var action = root.TryGetProperty("action", out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;
        switch (action)
        {
            case "weights":
                var weighted = Members(root, "weights");
                return deployments.SetWeightsAsync(model, ReadWeights(weighted), ReadChange(weighted), cancellationToken);
            case "canary":
                var canary = Members(root, OfCanary);
                return deployments.StartCanaryAsync(model, ReadCanary(canary), ReadChange(canary), cancellationToken);
            case "shadow":
                var shadow = Members(root, "version", "share", "tolerance");
                return deployments.SetShadowAsync(model, ReadShadow(shadow), ReadChange(shadow), cancellationToken);
            case "stop-shadow":
                return deployments.SetShadowAsync(model, null, ReadChange(Members(root)), cancellationToken);
            case "abort":
                return deployments.AbortAsync(model, ReadChange(Members(root)), cancellationToken);
            case "rollback":
                var back = Members(root, "version");
                return deployments.RollbackAsync(model, back.OptionalInteger("version"), ReadChange(back), cancellationToken);
            default:
                throw RequestMembers.Invalid("'action' must be 'weights', 'canary', 'shadow', 'stop-shadow', 'abort' or 'rollback'");
        }
    }

    private static RequestMembers Members(JsonElement root, params string[] own) => new(root, [.. Always, .. own]);

    private static DeploymentChange ReadChange(RequestMembers members) => new()
    {
        Operation = members.OptionalGuid("operation") ?? Guid.NewGuid(),
        Reason = members.OptionalText("reason") ?? "",
        Actor = members.OptionalText("actor"),
        Evidence = members.OptionalText("evidence"),
        ExpectedRevision = members.OptionalLong("revision"),
    };

    private static VersionWeight[] ReadWeights(RequestMembers members) => members.Find("weights") is { ValueKind: JsonValueKind.Object } weights
        ? [.. weights.EnumerateObject().Select(static weight =>
            int.TryParse(weight.Name, out var version) && weight.Value.ValueKind is JsonValueKind.Number && weight.Value.TryGetInt32(out var percent)
                ? new VersionWeight(version, percent)
                : throw RequestMembers.Invalid(
                    $"'weights' has \"{weight.Name}\": {weight.Value.GetRawText()}; whole percents by version are allowed, such as {{\"1\": 90, \"2\": 10}}"))]
        : throw RequestMembers.Invalid("'weights' must be an object of whole percents by version, such as {\"1\": 90, \"2\": 10}");

    private static CanaryRequest ReadCanary(RequestMembers members)
    {
        var limits = new CanaryLimits();
        var request = new CanaryRequest
        {
            Version = members.Version("version"),
            Limits = new CanaryLimits
            {
                MinimumRequests = members.OptionalInteger("minimumRequests") ?? limits.MinimumRequests,
                MinimumFailures = members.OptionalInteger("minimumFailures") ?? limits.MinimumFailures,
                ErrorMargin = members.OptionalNumber("errorMargin") ?? limits.ErrorMargin,
                LatencyQuantile = members.OptionalNumber("latencyQuantile") ?? limits.LatencyQuantile,
                LatencyRatio = members.OptionalNumber("latencyRatio") ?? limits.LatencyRatio,
                LatencyMargin = members.OptionalSpan("latencyMarginMilliseconds", TimeSpan.FromMilliseconds(1)) ?? limits.LatencyMargin,
            },
        };
        request = members.OptionalSpan("bakeSeconds", TimeSpan.FromSeconds(1)) is { } bake ? request with { Bake = bake } : request;
        return members.Find("steps") is null ? request : request with { Steps = ReadSteps(members) };
    }

    private static int[] ReadSteps(RequestMembers members) =>
    [
        .. members.List("steps", "a list of whole percents").Select(static step =>
            step.ValueKind is JsonValueKind.Number && step.TryGetInt32(out var percent)
                ? percent
                : throw RequestMembers.Invalid($"'steps' holds {step.GetRawText()}; whole percents are allowed")),
    ];

    private static ShadowPlan ReadShadow(RequestMembers members)
    {
        var plan = new ShadowPlan { Version = members.Version("version") };
        return plan with
        {
            Share = members.OptionalNumber("share") ?? plan.Share,
            Tolerance = members.OptionalNumber("tolerance") ?? plan.Tolerance,
        };
    }
}
