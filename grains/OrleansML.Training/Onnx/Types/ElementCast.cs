using Google.Protobuf;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Types;

/// <summary>
/// Changes of the element type by the rules of the operator Cast, from and to types that torch has or that are carried. To 4 and 2 bits
/// fractions are rounded, halves to even, before the low bits are kept, as "4 bit integer types" of the ONNX documentation says.
/// </summary>
/// <param name="Target">The ONNX type of the result.</param>
/// <param name="Saturates">Whether 8-bit floats take numbers out of their range as the end of it.</param>
/// <param name="RoundMode">How FLOAT8E8M0 rounds; one of <see cref="ScaleFloat.RoundModes"/>.</param>
internal sealed record ElementCast(DataType Target, bool Saturates, string RoundMode)
{
    /// <summary>Why texts are not cast to truth values.</summary>
    public const string TextsAreNoTruth = "texts cannot be cast to BOOL; ONNX defines only what texts of numbers become as numbers";

    private readonly ScalarType? _torchTarget = TorchTypes.Of((long)Target);
    private readonly SmallFloat? _smallFloat = SmallFloat.Of(Target);

    private bool IsToWhole => _smallFloat is null && Target != DataType.Float8E8M0 && !TorchTypes.IsFloatingPoint((long)Target);

    /// <summary>Casts a tensor; gradients flow between the floating-point types of torch.</summary>
    /// <param name="x">The tensor, or its carrier.</param>
    /// <param name="source">Its type where it is carried; null where torch has it.</param>
    /// <returns>The result, or its carrier where torch lacks the type.</returns>
    /// <exception cref="InvalidOperationException">A text is no number, or is to become a truth value.</exception>
    public Tensor Apply(Tensor x, DataType? source)
    {
        if (Target == DataType.String)
            return source == DataType.String ? x : ToTexts(x, source);

        var numbers = source switch
        {
            DataType.String => FromTexts(x),
            DataType.Uint64 when !IsToWhole => UnsignedNumbers.ToFloatingPoint(x, _torchTarget ?? ScalarType.Float64),
            _ => ToNumbers(x, source),
        };
        return _torchTarget is { } type ? numbers.to_type(type) : ToCarrier(numbers);
    }

    // The numbers of small floats are looked up; whole ones are carried as they are.
    private static Tensor ToNumbers(Tensor x, DataType? source)
    {
        var values = source switch
        {
            null => null,
            DataType.Float8E8M0 => ScaleFloat.Values,
            { } type => SmallFloat.Of(type)?.Values,
        };
        return values is null ? x : torch.tensor(values).take(x.to_type(ScalarType.Int64));
    }

    private static ByteString[] Write(Tensor x, DataType? source)
    {
        var numbers = ToNumbers(x, source);
        var texts = numbers.dtype switch
        {
            _ when source == DataType.Uint64 => Write<ulong>(numbers, number => $"{number}"),
            ScalarType.Bool => Write<bool>(numbers, NumberTexts.Write),
            ScalarType.Float16 => Write<Half>(numbers, NumberTexts.Write),
            ScalarType.Float32 or ScalarType.BFloat16 => Write<float>(numbers.to_type(ScalarType.Float32), NumberTexts.Write),
            ScalarType.Float64 => Write<double>(numbers, NumberTexts.Write),
            _ => Write<long>(numbers.to_type(ScalarType.Int64), number => FormattableString.Invariant($"{number}")),
        };
        return Array.ConvertAll(texts, ByteString.CopyFromUtf8);
    }

    private static string[] Write<T>(Tensor numbers, Converter<T, string> write)
        where T : unmanaged => Array.ConvertAll(TorchTensors.ToArray<T>(numbers), write);

    private static Tensor ToTexts(Tensor x, DataType? source) => TextTensors.Create(Write(x, source), x.shape);

    private Tensor FromTexts(Tensor x)
    {
        var texts = Array.ConvertAll(TextTensors.ToArray(x), text => text.ToStringUtf8());
        var flat = Target switch
        {
            DataType.Bool => throw new InvalidOperationException(TextsAreNoTruth),
            _ when IsToWhole => torch.tensor(Array.ConvertAll(texts, NumberTexts.ReadWhole)),

            // Read in the type itself, so that nothing is rounded twice.
            DataType.Float16 => torch.tensor(Array.ConvertAll(texts, text => (float)NumberTexts.Read<Half>(text))),
            DataType.Float or DataType.Bfloat16 => torch.tensor(Array.ConvertAll(texts, NumberTexts.Read<float>)),
            _ => torch.tensor(Array.ConvertAll(texts, NumberTexts.Read<double>)),
        };
        return flat.reshape(x.shape[..^1]);
    }

    private Tensor ToCarrier(Tensor numbers)
    {
        if (!IsToWhole)
            return ToSmallFloat(numbers);
        if (Target == DataType.Uint64)
            return numbers.is_floating_point() ? UnsignedNumbers.FromFloatingPoint(numbers) : numbers.to_type(ScalarType.Int64);

        var bits = OnnxElementTypes.Bits((int)Target)!.Value;
        var rounds = bits < 8 && numbers.is_floating_point();
        var whole = (rounds ? numbers.to_type(ScalarType.Float64).round() : numbers).to_type(ScalarType.Int64);
        var below = Target is DataType.Int4 or DataType.Int2 ? 1L << (bits - 1) : 0;
        return whole.add(below).remainder(1L << bits).sub(below).to_type(CarriedTypes.CarrierOf((long)Target)!.Value);
    }

    private Tensor ToSmallFloat(Tensor numbers)
    {
        var wide = TorchTensors.ToArray<double>(numbers.to_type(ScalarType.Float64));
        var patterns = Array.ConvertAll(
            wide, number => _smallFloat is null ? ScaleFloat.Encode(number, Saturates, RoundMode) : _smallFloat.Encode(number, Saturates));
        return torch.tensor(patterns).reshape(numbers.shape);
    }
}
