using System.Runtime.InteropServices;
using OrleansML.Tensors;

namespace OrleansML.Inference.Packages;

/// <summary>
/// Finds out by running the model whether rows may be computed together. The first axis must be free for every input and output, and two
/// different rows computed together must give what each gives alone. A model that mixes its rows, such as one whose first axis is time,
/// fails that and is run one request at a time.
/// </summary>
internal static class BatchProbe
{
    private const double RelativeTolerance = 1e-4;
    private const double AbsoluteTolerance = 1e-5;
    private const int FreeAxisLength = 2;
    private const int Seed = 20_260;

    /// <summary>Whether requests to the model may be joined. Also warms it.</summary>
    public static bool RowsAreIndependent(IModelSession session)
    {
        var free = session.Inputs.Count > 0
            && session.Inputs.All(input => input.Shape is [-1, ..])
            && session.Outputs.Where(output => output.PerRow).All(output => output.Metadata.Shape is [-1, ..]);
        if (!free)
            return false;

        var random = new Random(Seed);
        var first = Row(session, random);
        var second = Row(session, random);
        try
        {
            var together = session.Run(Join(first, second), wanted: null);
            return Matches(session, together, session.Run(first, wanted: null), 0)
                && Matches(session, together, session.Run(second, wanted: null), 1);
        }
        catch (OrleansMLException)
        {
            // Made-up values need not be valid for every model; one that refuses them is served without joining.
            return false;
        }
    }

    private static Tensor[] Row(IModelSession session, Random random) => [.. session.Inputs.Select(input => MakeUp(input, random))];

    private static Tensor MakeUp(TensorMetadata input, Random random)
    {
        long[] shape = [1, .. input.Shape.Skip(1).Select(axis => axis < 0 ? FreeAxisLength : axis)];
        var count = checked((int)TensorShape.ElementCount(shape));
        if (input.Type == TensorType.String)
            return Tensor.Create(input.Name, [.. Enumerable.Range(0, count).Select(_ => input.Categories?[0] ?? "")], shape);

        var data = new byte[count * input.Type.ElementSize()];
        switch (input.Type)
        {
            case TensorType.Float32:
                foreach (ref var element in MemoryMarshal.Cast<byte, float>(data.AsSpan()))
                    element = random.NextSingle();
                break;
            case TensorType.Float64:
                foreach (ref var element in MemoryMarshal.Cast<byte, double>(data.AsSpan()))
                    element = random.NextDouble();
                break;
            case TensorType.Float16:
                foreach (ref var element in MemoryMarshal.Cast<byte, Half>(data.AsSpan()))
                    element = (Half)random.NextSingle();
                break;
            default:
                // Integers are often indexes: 0 and 1 are the two that every table has.
                for (var index = 0; index < count; index++)
                    data[index * input.Type.ElementSize()] = (byte)random.Next(2);
                break;
        }

        return new Tensor(input.Name, input.Type, shape, data);
    }

    private static Tensor[] Join(Tensor[] first, Tensor[] second) =>
    [
        .. first.Zip(second, (a, b) => new Tensor(a.Name, a.Type, [2, .. a.Shape.AsSpan(1)], (byte[])[.. a.Data.Span, .. b.Data.Span])),
    ];

    private static bool Matches(IModelSession session, Tensor?[] together, Tensor?[] alone, int row)
    {
        for (var output = 0; output < together.Length; output++)
        {
            if (!session.Outputs[output].PerRow)
                continue;

            var joined = together[output]!;
            var single = alone[output]!;
            if (joined.Shape is not [2, ..] || single.Shape is not [1, ..] || !RowEquals(joined, single, row))
                return false;
        }

        return true;
    }

    private static bool RowEquals(Tensor joined, Tensor single, int row)
    {
        if (joined.Type == TensorType.String)
        {
            var texts = joined.ToStrings();
            return texts.AsSpan(row * texts.Length / 2, texts.Length / 2).SequenceEqual(single.ToStrings());
        }

        var half = joined.Data.Length / 2;
        var part = joined.Data.Span.Slice(row * half, half);
        if (part.Length != single.Data.Length)
            return false;

        return joined.Type switch
        {
            TensorType.Float32 => Close(MemoryMarshal.Cast<byte, float>(part), MemoryMarshal.Cast<byte, float>(single.Data.Span)),
            TensorType.Float64 => Close(MemoryMarshal.Cast<byte, double>(part), MemoryMarshal.Cast<byte, double>(single.Data.Span)),
            _ => part.SequenceEqual(single.Data.Span),
        };
    }

    private static bool Close<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right) where T : System.Numerics.IFloatingPointIeee754<T>
    {
        for (var index = 0; index < left.Length; index++)
        {
            var a = double.CreateSaturating(left[index]);
            var b = double.CreateSaturating(right[index]);
            if (!a.Equals(b) && !(Math.Abs(a - b) <= AbsoluteTolerance + (RelativeTolerance * Math.Abs(b))))
                return false;
        }

        return true;
    }
}
