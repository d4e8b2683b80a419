using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What layers have in common that slide learned kernels over their inputs.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private Parameter _weight;
    private Parameter? _bias;

    // Starts as PyTorch does: uniform within one over the square root of the number of inputs of an output.
    private protected Convolution(
        string name, long inputs, long outputs, long[] kernel, long[] stride, long[]? padding, Padding? paddingType, long[] dilation,
        long groups, bool hasBias, PaddingModes mode, Device? device, ScalarType? dtype)
        : base(name)
    {
        if (groups <= 0 || inputs % groups != 0 || outputs % groups != 0)
        {
            throw new ArgumentException(
                $"{name}: {inputs} input and {outputs} output channels cannot be divided into {groups} groups of equal size.");
        }

        in_channels = inputs;
        out_channels = outputs;
        kernel_size = kernel;
        this.stride = stride;
        this.padding = padding;
        padding_type = paddingType;
        this.dilation = dilation;
        this.groups = groups;
        padding_mode = mode;
        _weight = new Parameter(empty([outputs, inputs / groups, .. kernel], dtype, device));
        _bias = hasBias ? new Parameter(empty(outputs, dtype, device)) : null;
        ConditionallyRegisterParameter(nameof(weight), _weight);
        ConditionallyRegisterParameter(nameof(bias), _bias);
        reset_parameters();
    }

    /// <summary>The number of input channels.</summary>
    public long in_channels { get; }

    /// <summary>The number of output channels.</summary>
    public long out_channels { get; }

    /// <summary>The lengths of the kernels.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>How far the kernels move.</summary>
    public long[] stride { get; set; }

    /// <summary>How far the input is padded on both sides; null where <see cref="padding_type"/> says it.</summary>
    public long[]? padding { get; }

    /// <summary>How the input is padded, or null.</summary>
    public Padding? padding_type { get; }

    /// <summary>How far apart the elements of the kernels are.</summary>
    public long[] dilation { get; set; }

    /// <summary>Into how many groups the channels are divided.</summary>
    public long groups { get; set; }

    /// <summary>What the input is padded with.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>The kernels: outputs, inputs / groups, lengths.</summary>
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

    /// <summary>The offsets, or null.</summary>
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

    /// <summary>Starts kernels and offsets anew.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(_weight, a: Math.Sqrt(5));
        if (_bias is null)
            return;
        var (inputs, _) = nn.init.CalculateFanInAndFanOut(_weight);
        var bound = inputs > 0 ? 1 / Math.Sqrt(inputs) : 0;
        nn.init.uniform_(_bias, -bound, bound);
    }

    private protected void Demand(Tensor input)
    {
        var dimensions = kernel_size.Length;
        var rank = input.ndim;
        if ((rank != dimensions + 1 && rank != dimensions + 2) || input.size((int)rank - dimensions - 1) != in_channels)
        {
            throw new ArgumentException(
                $"Expected {dimensions + 1}D (unbatched) or {dimensions + 2}D (batched) input with {in_channels} channels to {GetName()}.");
        }
    }

    // Operators pad with zeros only. "Same" puts the odd element at the end.
    private protected Tensor Padded(Tensor input)
    {
        var around = new List<long>();
        for (var axis = kernel_size.Length - 1; axis >= 0; axis--)
        {
            var total = padding_type == Padding.Same ? dilation[axis] * (kernel_size[axis] - 1) : 2 * (padding?[axis] ?? 0);
            around.Add(total / 2);
            around.Add(total - (total / 2));
        }

        return nn.functional.pad(input, around.ToArray(), padding_mode);
    }
}
