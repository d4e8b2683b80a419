using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp;

/// <summary>Shorthand for comparing tensors with numbers.</summary>
internal static class Expect
{
    /// <summary>Shape and elements, which are near where a tolerance is given and else exactly the same.</summary>
    public static void Elements(Tensor actual, long[] shape, double[] expected, double tolerance = 0)
    {
        Assert.Equal(shape, actual.shape);
        var elements = Doubles(actual);
        Assert.Equal(expected.Length, elements.Length);
        for (var index = 0; index < expected.Length; index++)
        {
            Assert.True(
                elements[index].Equals(expected[index]) || Math.Abs(elements[index] - expected[index]) <= tolerance,
                $"element {index}: {expected[index]:R} expected, {elements[index]:R} found");
        }
    }

    public static double[] Doubles(Tensor tensor)
    {
        using var copy = tensor.detach().to(ScalarType.Float64).contiguous();
        return copy.data<double>().ToArray();
    }
}
