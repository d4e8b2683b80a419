namespace OrleansML.TrainingTests.Onnx;

/// <summary>Compares tensors element by element.</summary>
internal static class TorchTensorAssert
{
    /// <summary>Asserts the same type, shape and elements within a tolerance.</summary>
    public static void Close(Tensor expected, Tensor actual, double relative, double absolute, string what)
    {
        Assert.True(expected.dtype == actual.dtype, $"{what}: type {actual.dtype}, not {expected.dtype}");
        Assert.True(
            expected.shape.SequenceEqual(actual.shape),
            $"{what}: shape [{string.Join(", ", actual.shape)}], not [{string.Join(", ", expected.shape)}]");
        var (wanted, seen) = (ToDoubles(expected), ToDoubles(actual));
        for (var index = 0; index < wanted.Length; index++)
        {
            // Equals holds for NaN and infinities too.
            var allowed = absolute + relative * Math.Abs(wanted[index]);
            var isEqual = wanted[index].Equals(seen[index]) || Math.Abs(wanted[index] - seen[index]) <= allowed;
            Assert.True(isEqual, $"{what}: element {index} is {seen[index]:R}, not {wanted[index]:R}");
        }
    }

    public static double[] ToDoubles(Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
    }
}
