using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What all optimizers have in common.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    /// <summary>The settings of groups that have none of their own.</summary>
    protected OptimizerOptions _defaults = null!;

    private readonly Dictionary<Parameter, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);

    /// <summary>No parameters yet.</summary>
    public OptimizerHelper()
    {
    }

    /// <summary>Settings and memory, in the order of groups and parameters; no copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var state = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            state.Options.Add(group.Options);
            var places = new List<int>();
            state.StateIndexRef.Add(places);
            foreach (var parameter in group.Parameters)
            {
                places.Add(state.State.Count);
                state.State.Add(_states[parameter]);
            }
        }

        return state;
    }

    /// <summary>Copies settings and memory of an optimizer of the same type.</summary>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        DemandSameCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (var index = 0; index < own.Options.Count; index++)
        {
            if (own.Options[index] != state_dict.Options[index])
                own.Options[index].LoadStateDict(state_dict.Options[index]);
        }

        for (var index = 0; index < own.State.Count; index++)
        {
            if (own.State[index] != state_dict.State[index])
                own.State[index].LoadStateDict(state_dict.State[index]);
        }
    }

    /// <summary>Writes settings and memory to a file, in TorchSharp's format.</summary>
    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>Writes settings and memory, in TorchSharp's format.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        var state = state_dict();
        writer.Write(GetType().Name);
        TensorFormat.WriteNumber(writer, state.Options.Count);
        TensorFormat.WriteNumber(writer, state.State.Count);
        foreach (var options in state.Options)
            options.SaveStateDict(writer);
        foreach (var one in state.State)
            one.SaveStateDict(writer);
        writer.Flush();
    }

    /// <summary>Reads settings and memory from a file in TorchSharp's format.</summary>
    /// <exception cref="InvalidDataException">They are of an optimizer of another type.</exception>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <summary>Reads settings and memory in TorchSharp's format.</summary>
    /// <exception cref="InvalidDataException">They are of an optimizer of another type.</exception>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
        {
            throw new InvalidDataException(
                $"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        }

        var own = state_dict();
        DemandSameCounts(own, TensorFormat.ReadNumber(reader), TensorFormat.ReadNumber(reader));
        foreach (var options in own.Options)
            options.LoadStateDict(reader);
        foreach (var one in own.State)
            one.LoadStateDict(reader);
    }

    /// <summary>Moves what is remembered to a device.</summary>
    public void to(Device device)
    {
        foreach (var state in _states.Values)
            state.to(device);
    }

    /// <summary>Runs the loss with gradients and the body for each group without, in a dispose scope; returns the loss or null.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var gradients = enable_grad();
            loss = loss_closure();
        }

        using var mode = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
            body((T)group);
        return loss;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (var state in _states.Values)
            (state as IDisposable)?.Dispose();
        _states.Clear();
        _parameter_groups.Clear();
    }

    private protected T StateOf<T>(Parameter parameter)
        where T : OptimizerState => (T)_states[parameter];

    private protected void Add(ParamGroup group, OptimizerOptions options, Func<Parameter, OptimizerState> remember)
    {
        options.InitialLearningRate = options.LearningRate!.Value;

        // A sequence would be walked again with every step.
        group.Parameters = [.. group.Parameters];
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            var state = remember(parameter);
            _states.Add(parameter, state);
            state.Initialize(options);
        }
    }

    private static void DemandSameCounts(StateDictionary own, long groups, long states)
    {
        if (groups != own.Options.Count)
        {
            throw new ArgumentException(
                $"Invalid optimizer state -- different number of parameter groups: {own.Options.Count} expected, {groups} found.");
        }

        if (states != own.State.Count)
            throw new ArgumentException($"Invalid optimizer state -- different number of states: {own.State.Count} expected, {states} found.");
    }
}
