using System.Numerics.Tensors;

namespace OrleansML.Learning.Mlp;

/// <summary>Runs rows through a network and keeps the activations of the last row, which backpropagation needs.</summary>
internal sealed class MlpForwardPass
{
    private readonly MlpModel _model;

    public MlpForwardPass(MlpModel model)
    {
        _model = model;
        Activations = [new float[model.InputCount], .. model.Layers.Select(layer => new float[layer.Outputs])];
    }

    /// <summary>The scaled features, then what each layer gives: rectified, except for the last one's plain sums.</summary>
    public float[][] Activations { get; }

    /// <summary>The sums of the last layer for one row; valid until the next call.</summary>
    public ReadOnlySpan<float> Run(ReadOnlySpan<float> row)
    {
        if (_model.Scaling is null)
            row.CopyTo(Activations[0]);
        else
            _model.Scaling.Apply(row, Activations[0]);

        for (var index = 0; index < _model.Layers.Count; index++)
        {
            var layer = _model.Layers[index];
            ReadOnlySpan<float> inputs = Activations[index];
            var outputs = Activations[index + 1];
            for (var i = 0; i < outputs.Length; i++)
                outputs[i] = TensorPrimitives.Dot(inputs, layer.Weights.AsSpan(i * layer.Inputs, layer.Inputs)) + layer.Biases[i];
            if (index < _model.Layers.Count - 1)
                TensorPrimitives.Max(outputs, 0f, outputs);
        }

        return Activations[^1];
    }
}
