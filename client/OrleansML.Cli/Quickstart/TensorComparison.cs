using OrleansML.Tensors;

namespace OrleansML.Cli.Quickstart;

/// <summary>Whether two answers are the same: text and whole numbers exactly, floating-point numbers within a relative tolerance.</summary>
internal static class TensorComparison
{
    // How many rows are computed together may change the order of additions, and with it the last bits.
    private const double Tolerance = 1e-5;

    public static bool AreEqual(IReadOnlyList<Tensor> left, IReadOnlyList<Tensor> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => AreEqual(pair.First, pair.Second));

    private static bool AreEqual(Tensor left, Tensor right)
    {
        if (left.Name != right.Name || left.Type != right.Type || !left.Shape.AsSpan().SequenceEqual(right.Shape))
            return false;

        return left.Type switch
        {
            TensorType.Float32 => AreClose(left.AsSpan<float>(), right.AsSpan<float>()),
            TensorType.Float64 => AreClose(left.AsSpan<double>(), right.AsSpan<double>()),
            _ => left.Data.Span.SequenceEqual(right.Data.Span),
        };
    }

    private static bool AreClose<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        for (var index = 0; index < left.Length; index++)
        {
            var (a, b) = (double.CreateChecked(left[index]), double.CreateChecked(right[index]));
            if (a.Equals(b))
                continue;
            // Beside 1, small probabilities differ by rounding alone.
            if (!(Math.Abs(a - b) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)))))
                return false;
        }

        return true;
    }
}
