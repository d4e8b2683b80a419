using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using OrleansML.Client;
using OrleansML.Gateway.Api;
using OrleansML.Gateway.Protocol;

namespace OrleansML.Gateway.Monitoring;

/// <summary>The labels of a model.</summary>
internal static class LabelsApi
{
    private const int MostNamed = 100;

    public static async Task<JsonHttpResult<LabelsInfo>> AddAsync(
        string name, HttpContext context, OrleansMLClient client, IOptions<GatewayOptions> options, CancellationToken cancellationToken, bool skipBad = false)
    {
        var (labels, rejected) = LabelLines.Read(await WholeBody.ReadAsync(context, BodyLimit.Of(options.Value)));
        if (labels.Count == 0 && rejected.Count == 0)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"The body is empty; one JSON object a line such as {LabelLines.Example} is expected.");
        if (labels.Count == 0 || (rejected.Count > 0 && !skipBad))
            throw new OrleansMLException(ErrorCode.InvalidRequest, Refusal(labels.Count, rejected));

        var replies = await client.Labels.AddAsync(name, labels, cancellationToken);
        return TypedResults.Json(LabelsInfo.Of(replies, rejected), ApiJsonContext.Default.LabelsInfo);
    }

    private static string Refusal(int good, IReadOnlyList<RejectedLabelInfo> rejected)
    {
        var lines = string.Join(" ", rejected.Take(MostNamed).Select(static bad => string.Create(CultureInfo.InvariantCulture, $"Line {bad.Line}: {bad.Reason}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Nothing was taken. Bad lines: {rejected.Count}, good ones: {good}. Correct the bad ones{(good == 0 ? "" : ", or take the others with 'skipBad=true'")}. {lines}{(rejected.Count > MostNamed ? " And so on." : "")}");
    }
}
