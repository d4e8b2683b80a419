using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A learned linear map with an offset: inputs (..., in) to outputs (..., out).</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    private Parameter _weight;
    private Parameter? _bias;

    // Starts as PyTorch does: uniform within one over the square root of the number of inputs.
    internal Linear(long inputs, long outputs, bool hasBias, Device? device, ScalarType? dtype)
        : this(
            new Parameter(empty(outputs, inputs, dtype, device)), hasBias ? new Parameter(empty(outputs, dtype, device)) : null)
    {
        nn.init.kaiming_uniform_(_weight, a: Math.Sqrt(5));
        var bound = inputs > 0 ? 1 / Math.Sqrt(inputs) : 0;
        if (_bias is not null)
            nn.init.uniform_(_bias, -bound, bound);
    }

    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        in_features = weight.shape[1];
        out_features = weight.shape[0];
        _weight = weight;
        _bias = bias;
        ConditionallyRegisterParameter(nameof(weight), weight);
        ConditionallyRegisterParameter(nameof(bias), bias);
    }

    /// <summary>The number of inputs.</summary>
    public long in_features { get; set; }

    /// <summary>The number of outputs.</summary>
    public long out_features { get; set; }

    /// <summary>The map, outputs by inputs.</summary>
    public Parameter weight
    {
        get => _weight;
        set
        {
            if (!ReferenceEquals(value, _weight))
                _weight.Dispose();
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The offset, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            if (!ReferenceEquals(value, _bias))
                _bias?.Dispose();
            _bias = value;
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, _weight, _bias);
}
