using System.Numerics.Tensors;

namespace OrleansML.Learning.Mlp;

/// <summary>Sums the gradient of the logistic loss over rows, by backpropagation, for a network with one output.</summary>
internal sealed class MlpGradient
{
    private readonly MlpModel _model;
    private readonly MlpForwardPass _pass;
    private readonly float[][] _errors;

    public MlpGradient(MlpModel model)
    {
        _model = model;
        _pass = new MlpForwardPass(model);
        _errors = [.. model.Layers.Select(layer => new float[layer.Outputs])];
        Weights = [.. model.Layers.Select(layer => new float[layer.Weights.Length])];
        Biases = [.. model.Layers.Select(layer => new float[layer.Biases.Length])];
    }

    /// <summary>Per layer, the summed gradient of its weights.</summary>
    public float[][] Weights { get; }

    /// <summary>Per layer, the summed gradient of its biases.</summary>
    public float[][] Biases { get; }

    public void Clear()
    {
        foreach (var gradient in Weights.Concat(Biases))
            Array.Clear(gradient);
    }

    /// <summary>Adds one row's gradient and returns its loss, -ln of the probability given to the true class.</summary>
    public double Add(ReadOnlySpan<float> row, bool label)
    {
        var logit = _pass.Run(row)[0];
        var target = label ? 1f : 0f;
        _errors[^1][0] = 1 / (1 + MathF.Exp(-logit)) - target;

        for (var index = _model.Layers.Count - 1; index >= 0; index--)
        {
            if (index < _model.Layers.Count - 1)
                PropagateError(index);
            AddLayer(index);
        }

        // ln(1 + e^z) - y z, written so that no large exponent overflows.
        return Math.Max(logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit))) - target * logit;
    }

    private void PropagateError(int index)
    {
        var next = _model.Layers[index + 1];
        var errors = _errors[index];
        Array.Clear(errors);
        for (var i = 0; i < next.Outputs; i++)
        {
            if (_errors[index + 1][i] != 0)
                TensorPrimitives.MultiplyAdd(next.Weights.AsSpan(i * next.Inputs, next.Inputs), _errors[index + 1][i], errors, errors);
        }

        var activations = _pass.Activations[index + 1];
        for (var i = 0; i < errors.Length; i++)
        {
            if (activations[i] <= 0)
                errors[i] = 0;
        }
    }

    private void AddLayer(int index)
    {
        ReadOnlySpan<float> inputs = _pass.Activations[index];
        var errors = _errors[index];
        for (var i = 0; i < errors.Length; i++)
        {
            if (errors[i] == 0)
                continue;

            var gradient = Weights[index].AsSpan(i * inputs.Length, inputs.Length);
            TensorPrimitives.MultiplyAdd(inputs, errors[i], gradient, gradient);
            Biases[index][i] += errors[i];
        }
    }
}
