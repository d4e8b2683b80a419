using System.Text.Json;

namespace OrleansML.Gateway.Protocol;

/// <summary>Reads one entry of <c>outputs</c>.</summary>
internal static class RequestedOutputReader
{
    /// <summary>Reads the object at whose opening brace the reader stands.</summary>
    public static RequestedOutput Read(ref RequestJson json, int index)
    {
        string? name = null;
        bool? binary = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("name"u8))
            {
                json.Read();
                name = json.TokenType == JsonTokenType.String ? json.GetString() : null;
            }
            else if (json.ValueTextEquals("parameters"u8))
            {
                ReadParameters(ref json, ref binary);
            }
            else
            {
                json.Skip();
            }
        }

        return string.IsNullOrEmpty(name)
            ? throw json.Fault($"Output {index} has no 'name'.")
            : new RequestedOutput(name, binary);
    }

    private static void ReadParameters(ref RequestJson json, ref bool? binary)
    {
        if (!ParameterReader.Enter(ref json))
            return;

        while (ParameterReader.NextName(ref json))
        {
            if (json.ValueTextEquals("binary_data"u8))
                binary = ParameterReader.ReadBoolean(ref json);
            else if (json.ValueTextEquals("classification"u8))
                throw Unsupported("The classification extension is not offered: ask for the output itself and rank its elements.");
            else if (json.ValueSpan.StartsWith("shared_memory_"u8))
                throw Unsupported("Shared memory is not offered: ask for binary data with the parameter binary_data.");
            else
                ParameterReader.SkipScalar(ref json);
        }
    }

    private static OrleansMLException Unsupported(string message) => new(ErrorCode.Unsupported, message);
}
