using System.Runtime.InteropServices;
using OrleansML.Tensors;

namespace OrleansML.Client;

/// <summary>How two answers to one request differ. See <see cref="Deployments.ShadowFigures"/> for what a decision is.</summary>
internal readonly record struct OutputComparison(bool AreEqual, double LargestDifference, long Decisions, long EqualDecisions)
{
    /// <summary>Compares outputs by name.</summary>
    /// <param name="expected">What the client was answered.</param>
    /// <param name="actual">What the shadow answered.</param>
    /// <param name="tolerance">Largest absolute difference of two numbers that counts as the same.</param>
    public static OutputComparison Of(IReadOnlyList<Tensor> expected, IReadOnlyList<Tensor> actual, double tolerance)
    {
        var sum = new OutputComparison(expected.Count == actual.Count, 0, 0, 0);
        foreach (var one in expected)
        {
            var other = actual.FirstOrDefault(tensor => tensor.Name == one.Name);
            sum = other is null || other.Type != one.Type || !other.Shape.AsSpan().SequenceEqual(one.Shape)
                ? sum with { AreEqual = false }
                : sum.And(Of(one, other, tolerance));
        }

        return sum;
    }

    private static OutputComparison Of(Tensor one, Tensor other, double tolerance) => one.Type switch
    {
        TensorType.Float32 => OfNumbers(one, Widen<float>(one), Widen<float>(other), tolerance),
        TensorType.Float64 => OfNumbers(one, one.AsSpan<double>().ToArray(), other.AsSpan<double>().ToArray(), tolerance),
        TensorType.Float16 => OfNumbers(one, Widen<Half>(one), Widen<Half>(other), tolerance),
        TensorType.String => OfDecisions(one.ToStrings(), other.ToStrings()),
        _ => OfElements(one, other),
    };

    private static OutputComparison OfNumbers(Tensor tensor, double[] one, double[] other, double tolerance)
    {
        var (equal, largest) = (true, 0.0);
        for (var index = 0; index < one.Length; index++)
        {
            // Infinities of one sign and two that are no numbers are the same answer.
            if (one[index].Equals(other[index]))
                continue;

            var difference = Math.Abs(one[index] - other[index]);
            equal &= difference <= tolerance;
            if (double.IsFinite(difference))
                largest = Math.Max(largest, difference);
        }

        var width = tensor.Shape is [.., > 1 and var last] ? (int)last : 0;
        var (decisions, same) = (0L, 0L);
        for (var row = 0; width > 0 && row < one.Length; row += width)
        {
            decisions++;
            same += Largest(one.AsSpan(row, width)) == Largest(other.AsSpan(row, width)) ? 1 : 0;
        }

        return new OutputComparison(equal, largest, decisions, same);
    }

    private static OutputComparison OfDecisions(string[] one, string[] other)
    {
        var same = one.Zip(other).LongCount(static pair => pair.First == pair.Second);
        return new OutputComparison(same == one.Length, 0, one.Length, same);
    }

    private static OutputComparison OfElements(Tensor one, Tensor other)
    {
        var (count, same) = (one.ElementCount, 0L);
        var size = count == 0 ? 0 : (int)(one.Data.Length / count);
        for (var index = 0; index < count; index++)
            same += one.Data.Span.Slice(index * size, size).SequenceEqual(other.Data.Span.Slice(index * size, size)) ? 1 : 0;
        return new OutputComparison(same == count, 0, count, same);
    }

    private static int Largest(ReadOnlySpan<double> row)
    {
        var largest = 0;
        for (var index = 1; index < row.Length; index++)
        {
            if (row[index] > row[largest])
                largest = index;
        }

        return largest;
    }

    private static double[] Widen<T>(Tensor tensor) where T : unmanaged, System.Numerics.INumberBase<T> =>
        Array.ConvertAll(MemoryMarshal.Cast<byte, T>(tensor.Data.Span).ToArray(), double.CreateChecked);

    private OutputComparison And(OutputComparison other) => new(
        AreEqual && other.AreEqual,
        Math.Max(LargestDifference, other.LargestDifference),
        Decisions + other.Decisions,
        EqualDecisions + other.EqualDecisions);
}
