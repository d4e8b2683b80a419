
namespace OrleansML.TrainingTests.Onnx;

/// <summary>One input of an operator whose gradient is tested: a weight, a constant, or left out.</summary>
internal sealed record GradientInput(TensorProto? Tensor)
{
    public static GradientInput Omitted { get; } = new((TensorProto?)null);

    /// <summary>Random numbers between two bounds, none of them close to zero, where many functions have a kink.</summary>
    public static GradientInput Between(double low, double high, params long[] shape)
    {
        var random = new Random(shape.Aggregate(17, (seed, size) => seed * 31 + (int)size));
        var count = shape.Aggregate(1L, (product, size) => product * size);
        return Of(shape, [.. Enumerable.Range(0, (int)count).Select(_ => Draw(random, low, high))]);
    }

    public static GradientInput Weight(params long[] shape) => Between(-2, 2, shape);

    public static GradientInput Of(long[] shape, params double[] values) => new(OnnxTensor.Create<double>("", values, shape));

    public static GradientInput Integers(params long[] values) => Integers([values.Length], values);

    public static GradientInput Integers(long[] shape, long[] values) => new(OnnxTensor.Create<long>("", values, shape));

    public static GradientInput Int32s(params int[] values) => new(OnnxTensor.Create<int>("", values, values.Length));

    public static GradientInput Booleans(params bool[] values) => new(OnnxTensor.Create<bool>("", values, values.Length));

    private static double Draw(Random random, double low, double high)
    {
        while (true)
        {
            var value = low + (high - low) * random.NextDouble();
            if (Math.Abs(value) > 0.05)
                return value;
        }
    }
}
