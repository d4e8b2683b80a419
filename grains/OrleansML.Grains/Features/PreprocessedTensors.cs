using OrleansML.Learning.Preprocessing;
using OrleansML.Tensors;

namespace OrleansML.Grains.Features;

/// <summary>Preprocessed rows as the tensors that models take.</summary>
internal static class PreprocessedTensors
{
    /// <summary>One tensor for each input of the plan, in its order.</summary>
    public static Tensor[] Of(PreprocessingPlan plan, PreprocessingOutput output)
    {
        var tensors = new Tensor[plan.Inputs.Count];
        for (var index = 0; index < tensors.Length; index++)
        {
            var input = plan.Inputs[index];
            tensors[index] = input.Type switch
            {
                PreprocessedType.Float => Tensor.Create<float>(input.Name, output.Floats(index), output.Rows, input.Width),
                PreprocessedType.Int64 => Tensor.Create<long>(input.Name, output.Integers(index), output.Rows, input.Width),
                _ => Tensor.Create(input.Name, output.Texts(index), output.Rows, input.Width),
            };
        }

        return tensors;
    }
}
