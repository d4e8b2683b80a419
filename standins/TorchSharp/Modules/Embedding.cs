using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A learned row for each whole number: inputs (...) to outputs (..., columns).</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long _padding;
    private readonly double? _maximumNorm;
    private readonly double _normType;
    private readonly bool _scaleByFrequency;
    private readonly bool _sparse;
    private Parameter _weight;

    internal Embedding(Parameter weight, long? padding, double? maximumNorm, double normType, bool scaleByFrequency, bool sparse)
        : base(nameof(Embedding))
    {
        _weight = weight;
        _padding = padding is { } row ? row < 0 ? row + weight.shape[0] : row : -1;
        _maximumNorm = maximumNorm;
        _normType = normType;
        _scaleByFrequency = scaleByFrequency;
        _sparse = sparse;
        ConditionallyRegisterParameter(nameof(weight), weight);
    }

    /// <summary>The rows.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!ReferenceEquals(value, _weight))
                _weight.Dispose();
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (_maximumNorm is { } norm)
        {
            using var mode = no_grad();
            Ops.embedding_renorm_.InPlace(_weight, input.contiguous(), norm, _normType);
        }

        return Ops.embedding.Single(_weight, input, _padding, _scaleByFrequency, _sparse);
    }
}
