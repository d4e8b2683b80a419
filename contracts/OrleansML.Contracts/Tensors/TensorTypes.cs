namespace OrleansML.Tensors;

/// <summary>Facts about each <see cref="TensorType"/>: element size and the name the Open Inference Protocol gives it.</summary>
public static class TensorTypes
{
    private static readonly string[] Names =
        ["", "BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "FP32", "FP64", "BF16", "BYTES"];

    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 2, 0];

    /// <summary>Bytes per element; 0 for <see cref="TensorType.String"/>, whose elements vary in length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a defined type.</exception>
    public static int ElementSize(this TensorType type) => Sizes[Index(type)];

    /// <summary>Name in the Open Inference Protocol, such as <c>FP32</c> or <c>BYTES</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a defined type.</exception>
    public static string ProtocolName(this TensorType type) => Names[Index(type)];

    /// <summary>Finds the type with the given Open Inference Protocol name; names are case-sensitive.</summary>
    public static bool TryParseProtocolName(ReadOnlySpan<char> name, out TensorType type)
    {
        for (var index = 1; index < Names.Length; index++)
        {
            if (name.SequenceEqual(Names[index]))
            {
                type = (TensorType)index;
                return true;
            }
        }

        type = default;
        return false;
    }

    /// <summary>All protocol names, in the order of <see cref="TensorType"/>, for error messages.</summary>
    public static IReadOnlyList<string> ProtocolNames { get; } = Names[1..];

    private static int Index(TensorType type) =>
        type is >= TensorType.Bool and <= TensorType.String
            ? (int)type
            : throw new ArgumentOutOfRangeException(nameof(type), type, "Not a tensor type.");
}
