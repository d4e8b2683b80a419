using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>Writes a silo address as its parsable string.</summary>
public sealed class SiloAddressConverter : JsonConverter<SiloAddress>
{
    /// <inheritdoc/>
    public override SiloAddress? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.GetString() is { } text ? SiloAddress.Parse(text) : null;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SiloAddress value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.ToParsableString());

    /// <inheritdoc/>
    public override SiloAddress ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => SiloAddress.Parse(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] SiloAddress value, JsonSerializerOptions options)
        => writer.WritePropertyName(value.ToParsableString());
}
