using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What layers have in common that bring features to mean 0 and deviation 1.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;
    private Tensor? _mean;
    private Tensor? _variance;
    private Tensor? _batches;

    /// <summary>The layer for a number of features.</summary>
    public NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = new Parameter(ones(num_features, dtype, device));
            bias = new Parameter(zeros(num_features, dtype, device));
        }

        if (track_running_stats)
        {
            running_mean = zeros(num_features, dtype, device);
            running_var = ones(num_features, dtype, device);
            num_batches_tracked = tensor(0L, int64, device);
        }
    }

    /// <summary>The number of features.</summary>
    public long num_features { get; }

    /// <summary>What is added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>The share of a batch in the running means; null for equal shares of all.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether features are scaled and shifted.</summary>
    public bool affine { get; }

    /// <summary>Whether running means are kept.</summary>
    public bool track_running_stats { get; }

    /// <summary>The scales; null where there are none.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => ConditionallyRegisterParameter(nameof(weight), Replace(ref _weight, value));
    }

    /// <summary>The shifts, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), Replace(ref _bias, value));
    }

    /// <summary>The running mean, or null.</summary>
    public Tensor? running_mean
    {
        get => _mean;
        set => ConditionallyRegisterBuffer(nameof(running_mean), Replace(ref _mean, value));
    }

    /// <summary>The running variance, or null.</summary>
    public Tensor? running_var
    {
        get => _variance;
        set => ConditionallyRegisterBuffer(nameof(running_var), Replace(ref _variance, value));
    }

    /// <summary>How many batches the running means have seen, or null.</summary>
    public Tensor? num_batches_tracked
    {
        get => _batches;
        set => ConditionallyRegisterBuffer(nameof(num_batches_tracked), Replace(ref _batches, value));
    }

    /// <summary>Starts the running means anew.</summary>
    public void reset_running_stats()
    {
        _mean?.zero_();
        _variance?.fill_(1);
        _batches?.zero_();
    }

    /// <summary>Starts the running means anew and sets the scales to one and the shifts to zero.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (_weight is not null)
            nn.init.ones_(_weight);
        if (_bias is not null)
            nn.init.zeros_(_bias);
    }

    /// <summary>Throws where an input has the wrong number of dimensions.</summary>
    protected abstract void ValidateInputDimensions(Tensor input);

    private static T? Replace<T>(ref T? current, T? next)
        where T : Tensor
    {
        if (!ReferenceEquals(current, next))
            current?.Dispose();
        return current = next;
    }
}
