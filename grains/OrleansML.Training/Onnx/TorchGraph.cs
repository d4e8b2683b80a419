using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Types;
using TorchSharp.Modules;

namespace OrleansML.Training.Onnx;

/// <summary>
/// An ONNX graph that runs on torch operators, with gradients. It runs on the CPU, belongs to one thread at a time, and owns its weights.
/// </summary>
public sealed class TorchGraph : IDisposable
{
    private readonly ModelProto _model;
    private readonly ValueInfoProto[] _inputs;
    private readonly List<(string Name, Parameter Parameter)> _parameters = [];
    private readonly List<(string Name, Tensor Value)> _buffers = [];
    private readonly IReadOnlyDictionary<string, string> _sequences;
    private readonly GraphPlan _plan;

    private TorchGraph(ModelProto model, GraphReader reader, IReadOnlyList<string> weights)
    {
        _model = model;
        _inputs = [.. reader.RequiredInputs];
        Inputs = [.. _inputs.Select(input => input.Name)];
        Outputs = [.. reader.Graph.Output.Select(output => output.Name)];
        _sequences = reader.Sequences;
        var constants = new List<(string Name, Tensor Value)>();
        using var scope = torch.NewDisposeScope();
        foreach (var name in weights)
        {
            var proto = reader.Initializers.GetValueOrDefault(name) ?? GraphWeights.OfConstantNode(model, name);
            _parameters.Add((name, new Parameter(TorchTensors.FromProto(proto))));
        }

        foreach (var (name, proto) in reader.Initializers.ExceptBy(weights, entry => entry.Key))
            (reader.Buffers.Contains(name) ? _buffers : constants).Add((name, TorchTensors.FromProto(proto)));

        // Nothing above is lost when something fails: until here, all of it belongs to the scope.
        foreach (var (_, value) in Variables.Concat(constants))
            value.DetachFromDisposeScope();
        try
        {
            _plan = new GraphPlan(reader, constants, Variables);
        }
        catch
        {
            DisposeVariables();
            throw;
        }
    }

    /// <summary>The weights in the graph's order: initializers first, then Constant nodes; for an optimizer.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters => _parameters;

    /// <summary>Running statistics of batch normalisations, which training changes without gradients.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Buffers => _buffers;

    /// <summary>Names of the inputs that <see cref="Run"/> needs, in the graph's order.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Names of the outputs in the graph's order.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Nodes that a run computes: without those of constant parts and those that no output needs.</summary>
    internal int StepCount => _plan.Steps.Count;

    private IEnumerable<(string Name, Tensor Value)> Variables =>
        _parameters.Select(entry => (entry.Name, (Tensor)entry.Parameter)).Concat(_buffers);

    /// <summary>Loads a graph; constant parts of it are computed once, now.</summary>
    /// <param name="model">The model; it is not changed, and must not be changed by others while the graph is in use.</param>
    /// <param name="options">What is trained; everything that can be where null.</param>
    /// <exception cref="OnnxTrainingException">The model cannot be run or trained; names every reason.</exception>
    /// <exception cref="InvalidOperationException">A constant part of the graph cannot be computed.</exception>
    public static TorchGraph Load(ModelProto model, TorchGraphOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= TorchGraphOptions.Default;
        var reader = new GraphReader(model, options).Read();
        var weights = WeightSelection.Select(reader, options).Weights;
        return reader.Problems.Count == 0 ? new TorchGraph(model, reader, weights) : throw new OnnxTrainingException(reader.Problems);
    }

    /// <summary>
    /// Computes the outputs. Gradients are recorded unless the caller has switched them off with <c>torch.no_grad</c>. Values in between
    /// are freed after their last use, except what the backward pass needs.
    /// </summary>
    /// <param name="inputs">
    /// A tensor for each of <see cref="Inputs"/>, of the graph's types and fixed sizes; they stay the caller's. Element types that torch
    /// lacks, of inputs and of outputs, are carried as <see cref="TorchTensors"/> says.
    /// </param>
    /// <param name="training">Whether dropout drops and batch normalisation uses and follows the batch's statistics. Default: no.</param>
    /// <param name="generator">
    /// The only source of randomness: the same state gives the same bits. Needed where <paramref name="training"/> is set and the graph has
    /// a dropout.
    /// </param>
    /// <returns>The outputs by name; they belong to the caller's dispose scope, or to the caller where there is none.</returns>
    /// <exception cref="ArgumentException">An input is missing, unknown, or of another type or shape; names every fault.</exception>
    /// <exception cref="InvalidOperationException">
    /// A node fails; names it and the shapes of its inputs. Or the graph takes or gives sequences; see <see cref="RunSequences"/>.
    /// </exception>
    public IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, bool training = false, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (_sequences.Count > 0)
        {
            throw new InvalidOperationException(
                $"The graph takes a sequence, '{_sequences.Values.First()}'; run it with {nameof(RunSequences)}.");
        }

        GraphInputs.Check(_inputs, inputs);
        return Compute(inputs, training, generator);
    }

    /// <summary>The same as <see cref="Run"/> for a graph that takes sequences of tensors; a tensor is a list of one here.</summary>
    /// <param name="inputs">
    /// A list for each of <see cref="Inputs"/>, of the graph's types and fixed sizes; the tensors stay the caller's.
    /// </param>
    /// <param name="training">As for <see cref="Run"/>.</param>
    /// <param name="generator">As for <see cref="Run"/>.</param>
    /// <returns>The outputs by name; their tensors belong to the caller's dispose scope, or to the caller where there is none.</returns>
    /// <exception cref="ArgumentException">An input is missing, unknown, or of another type or shape; names every fault.</exception>
    /// <exception cref="InvalidOperationException">A node fails; names it and the shapes of its inputs.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<Tensor>> RunSequences(
        IReadOnlyDictionary<string, IReadOnlyList<Tensor>> inputs, bool training = false, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        GraphInputs.Check(_inputs, inputs);
        var made = Compute(_plan.Inputs.ToDictionary(name => name, name => inputs[name][0]), training, generator);

        // Nodes only pass sequences on, so that an output is an input; its tensors get handles of their own.
        return Outputs.ToDictionary(
            name => name,
            IReadOnlyList<Tensor> (name) => _sequences.TryGetValue(name, out var input)
                ? [.. inputs[input].Select(tensor => tensor.alias())]
                : [made[name]]);
    }

    /// <summary>
    /// The model with the present weights and running statistics in place of those it was loaded with; everything else is as it was.
    /// </summary>
    public ModelProto WriteBack()
    {
        var model = _model.Clone();
        foreach (var (name, value) in Variables)
            GraphWeights.Replace(model, name, TorchTensors.ToByteString(value));
        return model;
    }

    /// <summary>Frees the weights, the running statistics and the constants.</summary>
    public void Dispose()
    {
        _plan.Dispose();
        DisposeVariables();
    }

    private Dictionary<string, Tensor> Compute(IReadOnlyDictionary<string, Tensor> inputs, bool training, Generator? generator)
    {
        using var scope = torch.NewDisposeScope();
        var values = _plan.NewValues();
        for (var index = 0; index < _plan.Inputs.Count; index++)
            values[_plan.InputSlots[index]] = inputs[_plan.Inputs[index]];

        foreach (var step in _plan.Steps)
        {
            GraphRun.Execute(step, values, training, generator);
            foreach (var slot in step.Releases)
            {
                values[slot]!.Dispose();
                values[slot] = null;
            }
        }

        var outputs = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (var index = 0; index < _plan.Outputs.Count; index++)
        {
            // The caller may dispose an output, but not the input, the weight or the constant that it may be.
            var slot = _plan.OutputSlots[index];
            outputs[_plan.Outputs[index]] = (_plan.IsMade(slot) ? values[slot]! : values[slot]!.alias()).MoveToOuterDisposeScope();
        }

        return outputs;
    }

    private void DisposeVariables()
    {
        foreach (var (_, parameter) in _parameters)
        {
            parameter.grad?.Dispose();
            parameter.Dispose();
        }

        foreach (var (_, value) in _buffers)
            value.Dispose();
    }
}
