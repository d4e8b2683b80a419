using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gradient descent with momentum (Sutskever and others, 2013).</summary>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    /// <summary>One group of parameters.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>Groups of parameters, with settings for those that have none.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
    {
        if (!(lr >= 0))
            throw new ArgumentException($"Invalid learning rate: {lr}");
        if (momentum is not (>= 0 and < 1))
            throw new ArgumentException($"Invalid momentum value: {momentum}");
        if (dampening is not (>= 0 and <= 1))
            throw new ArgumentException($"Invalid dampening value: {dampening}");
        if (!(weight_decay >= 0))
            throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        if (nesterov && (momentum == 0 || dampening != 0))
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");

        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <inheritdoc/>
    public double Momentum
    {
        get => ((Options)_defaults).momentum!.Value;
        set => ((Options)_defaults).momentum = value;
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
        double momentum = options.momentum!.Value, decay = options.weight_decay!.Value, rate = options.LearningRate!.Value;
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null)
                continue;
            if (decay != 0)
                gradient = gradient.add(parameter, decay);
            if (momentum != 0)
            {
                var buffer = StateOf<State>(parameter).Update(gradient, momentum, 1 - options.dampening!.Value);
                gradient = options.nesterov!.Value ? gradient.add(buffer, momentum) : buffer;
            }

            parameter.add_(gradient, options.maximize!.Value ? rate : -rate);
        }
    }
}
