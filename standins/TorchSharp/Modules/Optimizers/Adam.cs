using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adaptive moments (Kingma and Ba, 2015); weight decay goes into the gradient.</summary>
public partial class Adam : OptimizerHelper, optim.IBetas
{
    /// <summary>One group of parameters.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public Adam(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <summary>Groups of parameters, with settings for those that have none.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public Adam(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        Moments.Demand(lr, beta1, beta2, eps, weight_decay);
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <inheritdoc/>
    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
        set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        var options = (Options)param_group.Options;
        options.Complete((Options)_defaults);
        Add(param_group, options, parameter => new State(parameter));
    }

    private void Step(ParamGroup group)
    {
        var options = group.Options;
        double rate = options.LearningRate!.Value, decay = options.weight_decay!.Value;
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null)
                continue;
            if (options.maximize!.Value)
                gradient = gradient.neg();
            if (decay != 0)
                gradient = gradient.add(parameter, decay);
            var state = StateOf<State>(parameter);
            state.step++;
            Moments.Apply(
                parameter, gradient, state.exp_avg, state.exp_avg_sq, options.amsgrad!.Value ? state.max_exp_avg_sq : null, rate,
                options.beta1!.Value, options.beta2!.Value, options.eps!.Value, state.step);
        }
    }
}
