using OrleansML.Learning.Preprocessing;
using OrleansML.Tensors;

namespace OrleansML.Grains.Features;

/// <summary>Preprocessed rows as the tensors that models take.</summary>
internal static class PreprocessedTensors
{
    /// <summary>One tensor for each input of the plan, in its order.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="output">What it made.</param>
    /// <param name="kept">The rows to take; null for all.</param>
    public static Tensor[] Of(PreprocessingPlan plan, PreprocessingOutput output, int[]? kept = null)
    {
        var rows = kept?.Length ?? output.Rows;
        var tensors = new Tensor[plan.Inputs.Count];
        for (var index = 0; index < tensors.Length; index++)
        {
            var input = plan.Inputs[index];
            tensors[index] = input.Type switch
            {
                PreprocessedType.Float => Tensor.Create<float>(input.Name, Take<float>(output.Floats(index), input.Width, kept), rows, input.Width),
                PreprocessedType.Int64 => Tensor.Create<long>(input.Name, Take<long>(output.Integers(index), input.Width, kept), rows, input.Width),
                _ => Tensor.Create(input.Name, Take<string>(output.Texts(index), input.Width, kept), rows, input.Width),
            };
        }

        return tensors;
    }

    private static ReadOnlySpan<T> Take<T>(ReadOnlySpan<T> all, int width, int[]? kept)
    {
        if (kept is null)
            return all;

        var taken = new T[kept.Length * width];
        for (var row = 0; row < kept.Length; row++)
            all.Slice(kept[row] * width, width).CopyTo(taken.AsSpan(row * width));
        return taken;
    }
}
