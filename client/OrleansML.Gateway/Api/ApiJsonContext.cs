using System.Text.Json.Serialization;

namespace OrleansML.Gateway.Api;

/// <summary>JSON form of the platform API: camel case, unknown members ignored, null members left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(HealthInfo))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelHistory))]
[JsonSerializable(typeof(PromoteRequest))]
[JsonSerializable(typeof(WarmReply))]
[JsonSerializable(typeof(ClusterInfo))]
public sealed partial class ApiJsonContext : JsonSerializerContext;
