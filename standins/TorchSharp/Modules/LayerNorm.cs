using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Brings the last dimensions to mean 0 and deviation 1, then scales and shifts them.</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;

    internal LayerNorm(long[] shape, double eps, bool affine, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        normalized_shape = shape;
        this.eps = eps;
        elementwise_affine = affine;
        if (affine)
            weight = new Parameter(ones(shape, dtype, device));
        if (affine && hasBias)
            bias = new Parameter(zeros(shape, dtype, device));
    }

    /// <summary>The lengths of the last dimensions.</summary>
    public long[] normalized_shape { get; set; }

    /// <summary>What is added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether elements are scaled and shifted.</summary>
    public bool elementwise_affine { get; set; }

    /// <summary>The scales; null where there are none.</summary>
    public Parameter weight
    {
        get => _weight!;
        set
        {
            if (!ReferenceEquals(value, _weight))
                _weight?.Dispose();
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The shifts, or null.</summary>
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

    /// <summary>Sets the scales to one and the shifts to zero.</summary>
    public void reset_parameters()
    {
        if (_weight is not null)
            nn.init.ones_(_weight);
        if (_bias is not null)
            nn.init.zeros_(_bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, _weight, _bias, eps);
}
