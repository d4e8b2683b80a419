using System.Globalization;
using System.Numerics;
using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>An element of a floating-point input: a number, null for not-a-number, or the name of an infinity.</summary>
internal readonly struct FloatElement<T> : IJsonElement<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Read(ref RequestJson json, in TensorDataCursor cursor)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Number:
                if (T.TryParse(json.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && T.IsFinite(value))
                    return value;
                throw cursor.WrongElement(ref json, $"{Name} cannot hold it; write \"Infinity\" where that is meant");
            case JsonTokenType.Null:
                return T.NaN;
            case JsonTokenType.String when json.ValueTextEquals("Infinity"u8):
                return T.PositiveInfinity;
            case JsonTokenType.String when json.ValueTextEquals("-Infinity"u8):
                return T.NegativeInfinity;
            case JsonTokenType.String when json.ValueTextEquals("NaN"u8):
                return T.NaN;
            default:
                throw cursor.WrongElement(ref json, $"{Name} takes numbers, null for not-a-number, \"Infinity\" and \"-Infinity\"");
        }
    }

    private static string Name => Tensor.Create("", ReadOnlySpan<T>.Empty).Type.ProtocolName();
}
