using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OrleansML.Client;
using OrleansML.Features;
using OrleansML.Gateway.Api;
using OrleansML.Gateway.Protocol;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Gateway.Features;

/// <summary>Predicts by entity. The answer is that of an infer request of the Open Inference Protocol, with the features' ages added.</summary>
internal static class EntityPredictEndpoint
{
    private const string Example = """{"entities": ["c1"], "fields": [{"amount": 3.5}], "outputs": ["score"], "timeout_ms": 500, "alias": "champion"}""";

    public static async Task PredictAsync(string name, HttpContext context, OrleansMLClient client, IOptions<GatewayOptions> options) =>
        await PredictVersionAsync(name, null, context, client, options);

    public static async Task PredictVersionAsync(
        string name, int? version, HttpContext context, OrleansMLClient client, IOptions<GatewayOptions> options)
    {
        using var document = await WholeBody.ReadObjectAsync(context, BodyLimit.Of(options.Value), Example);
        var request = Read(document.RootElement);
        var target = RoutingKeyHeader.Apply(context.Request, ReadTarget(document.RootElement, version));
        var prediction = await client.PredictEntitiesAsync(name, request, target, context.RequestAborted);
        context.Response.ContentType = "application/json";
        PredictionIdHeader.Write(context.Response, prediction.Prediction);
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter.AsStream());
        InferResponseWriter.Write(writer, prediction.Prediction, () => WriteFeatures(writer, prediction));
    }

    private static EntityPredictRequest Read(JsonElement root)
    {
        var members = new RequestMembers(root, "entities", "fields", "outputs", "timeout_ms", "alias");
        JsonElement[] fields = members.Find("fields") is null ? [] : [.. members.List("fields", "a list of objects, one for each row")];
        JsonElement[] entities = members.Find("entities") is null && fields.Length > 0
            ? []
            : [.. members.List("entities", "a list of entities, each a text or an object of keys; only where 'fields' holds all that the model needs, it may be left out")];
        if (fields.Length > 0 && entities.Length > 0 && fields.Length != entities.Length)
            throw RequestMembers.Invalid($"'fields' has {fields.Length} objects for {entities.Length} entities; there must be one for each");

        return new EntityPredictRequest
        {
            Rows = [.. Enumerable.Range(0, Math.Max(entities.Length, fields.Length)).Select(row => new EntityRow
            {
                Entity = entities.Length == 0 ? [] : ReadEntity(entities[row]),
                Fields = fields.Length == 0 ? [] : DatumJson.ReadObject(fields[row], $"'fields[{row}]'"),
            })],
            Outputs = members.Find("outputs") is null
                ? null
                : [.. members.List("outputs", "a list of names").Select(element => RequestMembers.Text(element, "'outputs'"))],
            Timeout = members.Timeout("timeout_ms"),
        };
    }

    private static VersionTarget ReadTarget(JsonElement root, int? version)
    {
        if (!root.TryGetProperty("alias", out var alias) || alias.ValueKind is JsonValueKind.Null)
            return version;
        if (version is not null)
            throw RequestMembers.Invalid("'alias' does not go with a version in the path");
        return alias.ValueKind is JsonValueKind.String
            ? VersionTarget.OfAlias(AliasName.Require(alias.GetString()))
            : throw RequestMembers.Invalid("'alias' must be a text");
    }

    private static NamedDatum[] ReadEntity(JsonElement entity)
    {
        if (entity.ValueKind is JsonValueKind.Object)
            return DatumJson.ReadObject(entity, "'entities'");
        return DatumJson.TryRead(entity, out var key) && key.Type is not FeatureDatumType.Missing
            ? [new NamedDatum("", key)]
            : throw RequestMembers.Invalid("'entities' must hold texts, whole numbers or objects of keys");
    }

    private static void WriteFeatures(Utf8JsonWriter writer, EntityPrediction prediction)
    {
        writer.WriteStartArray("features"u8);
        foreach (var feature in prediction.Features)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, feature.Name);
            writer.WriteStartArray("status"u8);
            foreach (var age in feature.Ages)
                writer.WriteStringValue(DatumJson.NameOf(age));
            writer.WriteEndArray();
            writer.WriteStartArray("eventTime"u8);
            foreach (var time in feature.EventTimes)
            {
                if (time is { } known)
                    writer.WriteStringValue(DateTimeOffset.UnixEpoch.AddMicroseconds(known));
                else
                    writer.WriteNullValue();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (prediction.SourceFailures.Count == 0)
            return;

        writer.WriteStartArray("sourceFailures"u8);
        foreach (var failure in prediction.SourceFailures)
            writer.WriteStringValue(failure);
        writer.WriteEndArray();
    }
}
