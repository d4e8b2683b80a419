using System.Globalization;
using OrleansML.Tensors;

namespace OrleansML.Cli.Predictions;

/// <summary>Tensor elements as text for people and as values for JSON.</summary>
internal sealed class TensorText
{
    private const int MostElementsShown = 6;

    private readonly string _name;
    private readonly object[] _elements;
    private readonly long _rows;

    public TensorText(Tensor tensor)
    {
        _name = tensor.Name;
        _elements = Elements(tensor);
        _rows = tensor.Shape is [] ? 1 : tensor.Shape[0];
    }

    public IReadOnlyList<object> Values => _elements;

    /// <summary>What belongs to one row; the whole of an output that has not one entry per row.</summary>
    public string OfRow(int row, int rows)
    {
        var width = _rows == rows && rows > 0 ? _elements.Length / rows : _elements.Length;
        // An array of texts is an array of objects too, but no writable span of them.
        var elements = new ReadOnlySpan<object>(_elements, _rows == rows ? row * width : 0, width);
        if (width == 1)
            return Text(elements[0]);

        var shown = elements[..Math.Min(width, MostElementsShown)].ToArray().Select(Text);
        var more = width > MostElementsShown ? $", ... {width - MostElementsShown} more" : "";
        return $"{string.Join(", ", shown)}{more}";
    }

    public override string ToString() => _name;

    private static string Text(object element) => element switch
    {
        float value => value.ToString("0.######", CultureInfo.InvariantCulture),
        double value => value.ToString("0.######", CultureInfo.InvariantCulture),
        Half value => value.ToString("0.####", CultureInfo.InvariantCulture),
        _ => Convert.ToString(element, CultureInfo.InvariantCulture)!,
    };

    private static object[] Elements(Tensor tensor) => tensor.Type switch
    {
        TensorType.Float32 => Box<float>(tensor),
        TensorType.Float64 => Box<double>(tensor),
        TensorType.Float16 => Box<Half>(tensor),
        TensorType.Int64 => Box<long>(tensor),
        TensorType.Int32 => Box<int>(tensor),
        TensorType.Int16 => Box<short>(tensor),
        TensorType.Int8 => Box<sbyte>(tensor),
        TensorType.UInt64 => Box<ulong>(tensor),
        TensorType.UInt32 => Box<uint>(tensor),
        TensorType.UInt16 => Box<ushort>(tensor),
        TensorType.UInt8 => Box<byte>(tensor),
        TensorType.Bool => Box<bool>(tensor),
        TensorType.String => tensor.ToStrings(),
        var type => throw new CliException($"Output '{tensor.Name}' is of type {type.ProtocolName()}, which has no text form: ask for it over HTTP."),
    };

    private static object[] Box<T>(Tensor tensor) where T : unmanaged
    {
        var elements = tensor.AsSpan<T>();
        var boxed = new object[elements.Length];
        for (var index = 0; index < boxed.Length; index++)
            boxed[index] = elements[index];
        return boxed;
    }
}
