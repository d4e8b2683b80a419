using System.Text.Json.Serialization;

namespace OrleansML.Gateway.Protocol;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ServerMetadata))]
[JsonSerializable(typeof(ServerReadiness))]
[JsonSerializable(typeof(ModelMetadata))]
[JsonSerializable(typeof(ModelReadiness))]
internal sealed partial class ProtocolJsonContext : JsonSerializerContext;
