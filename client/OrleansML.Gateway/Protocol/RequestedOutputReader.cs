using System.Text.Json;

namespace OrleansML.Gateway.Protocol;

/// <summary>Reads one entry of <c>outputs</c>.</summary>
internal static class RequestedOutputReader
{
    /// <summary>Reads the object at whose opening brace the reader stands.</summary>
    public static RequestedOutput Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int index)
    {
        string? name = null;
        bool? binary = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                name = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("parameters"u8))
            {
                ReadParameters(ref reader, json, ref binary);
            }
            else
            {
                reader.Skip();
            }
        }

        return string.IsNullOrEmpty(name)
            ? throw RequestFaults.Invalid(json, reader.TokenStartIndex, $"Output {index} has no 'name'.")
            : new RequestedOutput(name, binary);
    }

    private static void ReadParameters(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref bool? binary)
    {
        if (!ParameterReader.Enter(ref reader, json))
            return;

        while (ParameterReader.NextName(ref reader))
        {
            if (reader.ValueTextEquals("binary_data"u8))
                binary = ParameterReader.ReadBoolean(ref reader, json);
            else if (reader.ValueTextEquals("classification"u8))
                throw Unsupported("The classification extension is not offered: ask for the output itself and rank its elements.");
            else if (reader.ValueSpan.StartsWith("shared_memory_"u8))
                throw Unsupported("Shared memory is not offered: ask for binary data with the parameter binary_data.");
            else
                ParameterReader.SkipScalar(ref reader, json);
        }
    }

    private static OrleansMLException Unsupported(string message) => new(ErrorCode.Unsupported, message);
}
