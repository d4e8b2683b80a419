using OrleansML.Training.Onnx.Operators.Shapes;
using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>
/// Finds the weights of a graph: floating-point initializers and Constant nodes from which an output is reached through operators with
/// gradients. What would be a weight, were it not for an operator without gradient between the data and the outputs, is noted.
/// </summary>
internal sealed class WeightSelection
{
    private const int NamesInMessage = 3;

    private readonly GraphReader _reader;
    private readonly TorchGraphOptions _options;
    private readonly HashSet<string> _reaching = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fromData = new(StringComparer.Ordinal);
    private readonly ILookup<string, (GraphNode Node, int Input)> _uses;

    private WeightSelection(GraphReader reader, TorchGraphOptions options)
    {
        (_reader, _options) = (reader, options);
        _uses = reader.Nodes
            .SelectMany(node => node.Inputs.Select((name, index) => (Name: name, Node: node, Input: index)))
            .ToLookup(use => use.Name, use => (use.Node, use.Input), StringComparer.Ordinal);
    }

    /// <summary>Names of the weights, initializers in the graph's order before Constant nodes.</summary>
    public List<string> Weights { get; } = [];

    /// <summary>Selects the weights; adds to the reader's problems what stands against training.</summary>
    public static WeightSelection Select(GraphReader reader, TorchGraphOptions options)
    {
        var selection = new WeightSelection(reader, options);
        if (options.Trains)
            selection.Run();
        return selection;
    }

    private void Run()
    {
        FollowBack();
        FollowData();
        var blocked = new Dictionary<GraphNode, List<string>>();
        foreach (var name in Candidates())
        {
            if (_reaching.Contains(name))
                Weights.Add(name);
            else
                FindBlocks(name, blocked);
        }

        foreach (var (node, names) in blocked)
        {
            _reader.Problems.Add(node.Reader.Problem(
                $"has no gradient, but is the only way from {List(names)} to an output; freeze what cannot be trained"));
        }

        if (Weights.Count == 0 && _reader.Problems.Count == 0)
        {
            _reader.Problems.Add(new OnnxTrainingProblem(
                null, null, null,
                "no weight can be trained: no floating-point initializer or constant that is not frozen reaches an output "
                + "with a gradient"));
        }
    }

    private static string List(List<string> names)
    {
        var shown = string.Join(", ", names.Take(NamesInMessage).Select(name => $"'{name}'"));
        return names.Count > NamesInMessage ? $"{shown} and {names.Count - NamesInMessage} more" : shown;
    }

    private IEnumerable<string> Candidates()
    {
        var initializers = _reader.Graph.Initializer
            .Where(tensor => !_reader.Statistics.Contains(tensor.Name))
            .Select(tensor => (tensor.Name, Tensor: tensor));
        var constants = _reader.Nodes.Where(node => node.Operator.Name == "Constant")
            .Select(node => (Name: node.Outputs[0], Tensor: ConstantOperators.ValueOf(node.Reader)));
        return initializers.Concat(constants)
            .Where(candidate => TorchTypes.IsFloatingPoint(candidate.Tensor.DataType))
            .Where(candidate => !NamePattern.MatchesAny(_options.Frozen, candidate.Name))
            .Where(candidate => candidate.Tensor.Dims.Count > 0 || NamePattern.MatchesAny(_options.TrainedScalars, candidate.Name))
            .Select(candidate => candidate.Name);
    }

    // Values from which a gradient is asked for: against the edges, from the outputs.
    private void FollowBack()
    {
        _reaching.UnionWith(_reader.Graph.Output.Where(IsFloatingPoint).Select(output => output.Name));
        foreach (var node in Enumerable.Reverse(_reader.Nodes))
        {
            var rule = node.Operator.Gradient;
            if (!node.HasGradient || !node.Outputs.Where((name, index) => rule.PassesBack(index) && _reaching.Contains(name)).Any())
                continue;

            _reaching.UnionWith(node.Inputs.Where((_, index) => rule.IsDifferentiable(index)));
        }
    }

    private static bool IsFloatingPoint(ValueInfoProto value) =>
        value.Type?.TensorType is not { ElemType: not 0 } type || TorchTypes.IsFloatingPoint(type.ElemType);

    // Values that depend on the elements of an input, not on shapes alone: a mask made of constants is a constant, not a lost weight.
    private void FollowData()
    {
        _fromData.UnionWith(_reader.RequiredInputs.Select(input => input.Name));
        foreach (var node in _reader.Nodes)
        {
            if (!node.ReadsShapeOnly && node.Inputs.Any(_fromData.Contains))
                _fromData.UnionWith(node.Outputs);
        }
    }

    private void FindBlocks(string weight, Dictionary<GraphNode, List<string>> blocked)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { weight };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var value))
        {
            foreach (var (node, input) in _uses[value])
            {
                var rule = node.Operator.Gradient;
                if (node.HasGradient)
                {
                    // An input that only sets something, such as a bound, is no weight, whatever comes behind it.
                    if (!rule.IsDifferentiable(input))
                        continue;

                    foreach (var output in node.Outputs.Where((name, index) => rule.PassesBack(index) && seen.Add(name)))
                        open.Enqueue(output);
                }
                else if (!node.ReadsShapeOnly && node.Outputs.Any(_fromData.Contains))
                {
                    if (!blocked.TryGetValue(node, out var names))
                        blocked.Add(node, names = []);
                    if (!names.Contains(weight))
                        names.Add(weight);
                }
            }
        }
    }
}
