using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using OrleansML.Client;
using OrleansML.Features;
using OrleansML.Gateway.Api;
using OrleansML.Gateway.Protocol;

namespace OrleansML.Gateway.Features;

/// <summary>Applies and shows feature views, reads features and takes in events.</summary>
internal static class FeaturesApi
{
    private const string ReadExample = """{"entities": ["c1"], "features": ["amount_1h"], "timeout_ms": 200}""";

    private static readonly BodyLimit LargestDefinition = new(1 << 20);

    public static async Task<JsonHttpResult<FeatureViewList>> ListAsync(OrleansMLClient client, CancellationToken cancellationToken) => TypedResults.Json(
        new FeatureViewList { Views = Array.ConvertAll(await client.Features.ListAsync(cancellationToken), FeatureViewInfo.From) },
        ApiJsonContext.Default.FeatureViewList);

    public static async Task<JsonHttpResult<FeatureViewInfo>> GetAsync(string view, OrleansMLClient client, CancellationToken cancellationToken) =>
        TypedResults.Json(FeatureViewInfo.From(await client.Features.GetAsync(view, cancellationToken)), ApiJsonContext.Default.FeatureViewInfo);

    public static async Task<JsonHttpResult<FeatureViewInfo>> ApplyAsync(
        string view, bool? dryRun, HttpContext context, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var body = await WholeBody.ReadAsync(context, LargestDefinition);
        var snapshot = await client.Features.ApplyAsync(view, Encoding.UTF8.GetString(body), dryRun ?? false, cancellationToken);
        return TypedResults.Json(FeatureViewInfo.From(snapshot), ApiJsonContext.Default.FeatureViewInfo);
    }

    public static async Task<JsonHttpResult<IngestInfo>> IngestAsync(
        string view, string? source, HttpContext context, OrleansMLClient client, IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var body = await WholeBody.ReadAsync(context, BodyLimit.Of(options.Value));
        var sum = new IngestInfo();
        foreach (var (events, firstLine) in EventChunks.Of(body))
        {
            var request = new FeatureIngestRequest { View = view, Source = source, Events = events, FirstLine = firstLine };
            sum = sum.Add(await client.Features.IngestAsync(request, cancellationToken));
        }

        // Lines that may be repeated were lost on our side; the others are the sender's fault, and a mix is told line by line.
        var status = sum.Rejected.Count == 0 ? StatusCodes.Status200OK
            : sum.Rejected.Any(static rejected => rejected.Retry) ? StatusCodes.Status503ServiceUnavailable
            : sum.Accepted == 0 ? StatusCodes.Status400BadRequest
            : StatusCodes.Status200OK;
        return TypedResults.Json(sum, ApiJsonContext.Default.IngestInfo, statusCode: status);
    }

    public static async Task ReadAsync(string view, HttpContext context, OrleansMLClient client, IOptions<GatewayOptions> options)
    {
        using var document = await WholeBody.ReadObjectAsync(context, BodyLimit.Of(options.Value), ReadExample);
        var request = ReadRequest(view, document.RootElement, PersonalScope.IsGranted(context, options.Value));
        var reply = await client.Features.ReadAsync(request, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter.AsStream());
        FeatureReadWriter.Write(writer, reply);
    }

    private static FeatureReadRequest ReadRequest(string view, JsonElement root, bool personal)
    {
        var members = new RequestMembers(root, "entities", "features", "request", "timeout_ms");
        var shared = members.Find("request") is { } request ? DatumJson.ReadObject(request, "'request'") : [];
        var entities = members.List("entities", "a list of entities, each a text").Select(element => new EntityRequest
        {
            Entity = RequestMembers.Text(element, "'entities'"),
            Request = shared,
        });
        var selection = new FeatureSelection
        {
            Features = members.Find("features") is null
                ? null
                : [.. members.List("features", "a list of names").Select(element => RequestMembers.Text(element, "'features'"))],
            Personal = personal,
        };
        if (members.Timeout("timeout_ms") is { } timeout)
            selection = selection with { Timeout = timeout };
        return new FeatureReadRequest { View = view, Entities = [.. entities], Selection = selection };
    }
}
