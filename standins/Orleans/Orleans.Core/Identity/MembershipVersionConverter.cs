using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>Writes a membership version as a number.</summary>
public sealed class MembershipVersionConverter : JsonConverter<MembershipVersion>
{
    /// <inheritdoc/>
    public override MembershipVersion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MembershipVersion value, JsonSerializerOptions options)
        => writer.WriteNumberValue(value.Value);

    /// <inheritdoc/>
    public override MembershipVersion ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(long.Parse(reader.GetString()!, CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] MembershipVersion value, JsonSerializerOptions options)
        => writer.WritePropertyName(value.ToString());
}
