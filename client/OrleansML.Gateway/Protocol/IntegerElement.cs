using System.Globalization;
using System.Numerics;
using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>An element of an integer input: a number without point and exponent, within the type's range.</summary>
internal readonly struct IntegerElement<T> : IJsonElement<T> where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public static T Read(ref RequestJson json, in TensorDataCursor cursor) =>
        json.TokenType == JsonTokenType.Number
        && T.TryParse(json.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw cursor.WrongElement(ref json, $"{Name} takes whole numbers from {T.MinValue} to {T.MaxValue}");

    private static string Name => Tensor.Create("", ReadOnlySpan<T>.Empty).Type.ProtocolName();
}
