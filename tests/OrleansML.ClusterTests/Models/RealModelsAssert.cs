using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Models;

/// <summary>Compares tensors: numbers with a tolerance, texts, integers and Booleans exactly.</summary>
internal static class RealModelsAssert
{
    public const double RelativeTolerance = 1e-5;

    // Softmax outputs near zero carry fewer valid digits than their own size says.
    private const double AbsoluteTolerance = 1e-7;

    public static void Equal(
        IReadOnlyList<Tensor> expected, IReadOnlyList<Tensor> actual, string context, double relative = RelativeTolerance, double absolute = AbsoluteTolerance)
    {
        Assert.True(expected.Count == actual.Count, $"{context}: {actual.Count} outputs instead of {expected.Count}.");
        for (var index = 0; index < expected.Count; index++)
            Equal(expected[index], actual[index], $"{context}, output '{expected[index].Name}'", relative, absolute);
    }

    public static void IsRecorded(ModelCaseOutput recorded, IReadOnlyList<Tensor> actual, string context)
    {
        var tensor = Assert.Single(actual, tensor => tensor.Name == recorded.Output);
        var elements = recorded.Part(ModelCaseElements.Of(tensor));
        Close(recorded.Elements, elements, $"{context}, output '{recorded.Output}'", RelativeTolerance, recorded.Tolerance);
    }

    private static void Equal(Tensor expected, Tensor actual, string context, double relative, double absolute)
    {
        Assert.True(expected.Name == actual.Name, $"{context}: its name is '{actual.Name}'.");
        Assert.True(expected.Type == actual.Type, $"{context}: its type is {actual.Type} instead of {expected.Type}.");
        Assert.True(
            expected.Shape.AsSpan().SequenceEqual(actual.Shape),
            $"{context}: its shape is {TensorShape.Format(actual.Shape)} instead of {TensorShape.Format(expected.Shape)}.");
        if (expected.Type is TensorType.Float16 or TensorType.Float32 or TensorType.Float64 or TensorType.BFloat16)
            Close(ModelCaseElements.Of(expected), ModelCaseElements.Of(actual), context, relative, absolute);
        else if (expected.Type == TensorType.String)
            Assert.Equal(expected.ToStrings(), actual.ToStrings());
        else
            Assert.True(expected.Data.Span.SequenceEqual(actual.Data.Span), $"{context}: {Text(actual)} instead of {Text(expected)}.");
    }

    private static void Close(double[] expected, double[] actual, string context, double relative, double absolute)
    {
        Assert.True(expected.Length == actual.Length, $"{context}: {actual.Length} elements instead of {expected.Length}.");
        for (var index = 0; index < expected.Length; index++)
        {
            var (wanted, got) = (expected[index], actual[index]);
            Assert.True(
                wanted.Equals(got) || Math.Abs(wanted - got) <= absolute + (relative * Math.Abs(wanted)),
                $"{context}: element {index} is {got:R} instead of {wanted:R}.");
        }
    }

    private static string Text(Tensor tensor) => $"[{string.Join(", ", ModelCaseElements.Of(tensor).Take(16))}]";
}
