namespace OrleansML.Training.Onnx.Graph;

/// <summary>
/// The steps of a graph over numbered slots. Slots of constants, weights and running statistics are filled once; parts of the graph that
/// depend on constants alone are computed once; steps that no output needs are left out.
/// </summary>
internal sealed class GraphPlan : IDisposable
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly List<Tensor?> _fixed = [];
    private readonly HashSet<int> _made = [];
    private readonly HashSet<string> _constants = new(StringComparer.Ordinal);
    private readonly List<NodeStep> _steps = [];

    /// <summary>Lays out a graph.</summary>
    /// <param name="reader">The graph, without problems.</param>
    /// <param name="constants">Constants by name; the plan owns them from now on.</param>
    /// <param name="variables">Weights and running statistics by name; their owner disposes them after the plan.</param>
    public GraphPlan(
        GraphReader reader,
        IEnumerable<(string Name, Tensor Value)> constants,
        IEnumerable<(string Name, Tensor Value)> variables)
    {
        Outputs = [.. reader.Graph.Output.Select(output => output.Name).Where(name => !reader.Sequences.ContainsKey(name))];
        try
        {
            foreach (var (name, value) in constants)
            {
                _constants.Add(name);
                _fixed[SlotOf(name)] = value;
            }

            foreach (var (name, value) in variables)
                _fixed[SlotOf(name)] = value;

            Inputs = [.. reader.RequiredInputs.Select(input => input.Name).Where(name => !reader.Sequences.ContainsKey(name))];
            InputSlots = [.. Inputs.Select(SlotOf)];
            OutputSlots = [.. Outputs.Select(SlotOf)];
            Build(reader.Nodes);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<NodeStep> Steps => _steps;

    /// <summary>Names of the inputs that the caller gives, without sequences, in the graph's order.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Names of the outputs, without sequences, in the graph's order.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Slots of <see cref="Inputs"/>.</summary>
    public IReadOnlyList<int> InputSlots { get; }

    /// <summary>Slots of <see cref="Outputs"/>.</summary>
    public IReadOnlyList<int> OutputSlots { get; }

    /// <summary>All slots, those of what is fixed filled.</summary>
    public Tensor?[] NewValues() => [.. _fixed];

    /// <summary>Whether a step fills the slot.</summary>
    public bool IsMade(int slot) => _made.Contains(slot);

    public void Dispose()
    {
        foreach (var name in _constants)
            _fixed[_slots[name]]?.Dispose();
        _constants.Clear();
    }

    private int SlotOf(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
        {
            _slots.Add(name, slot = _fixed.Count);
            _fixed.Add(null);
        }

        return slot;
    }

    private bool IsFixed(string name) => _slots.TryGetValue(name, out var slot) && _fixed[slot] is not null;

    private void Build(List<GraphNode> nodes)
    {
        var needed = Needed(nodes);
        foreach (var node in nodes)
        {
            // A weight in a Constant node is a variable already, and its node has nothing left to do.
            if (!node.Outputs.Any(needed.Contains) || node.Outputs.All(IsFixed))
                continue;

            var step = new NodeStep(
                node.Reader, node.Compute,
                [.. node.Inputs.Select(name => name.Length > 0 ? SlotOf(name) : -1)],
                [.. node.Outputs.Select(name => needed.Contains(name) ? SlotOf(name) : -1)]);
            if (IsConstant(node))
                Fold(node, step);
            else
                _steps.Add(step);
        }

        ReleaseUnusedConstants();
        FindReleases();
    }

    private HashSet<string> Needed(List<GraphNode> nodes)
    {
        var needed = new HashSet<string>(Outputs, StringComparer.Ordinal);
        foreach (var node in Enumerable.Reverse(nodes).Where(node => node.Outputs.Any(needed.Contains)))
            needed.UnionWith(node.Inputs.Where(name => name.Length > 0));
        needed.Remove("");
        return needed;
    }

    // The shape of a weight never changes, though its elements do. Dropout is for the caller of a run to decide.
    private bool IsConstant(GraphNode node) => node.Operator.Name != "Dropout"
        && (node.ReadsShapeOnly
            ? IsFixed(node.Inputs[0])
            : node.Inputs.All(name => name.Length == 0 || _constants.Contains(name)));

    private void Fold(GraphNode node, NodeStep step)
    {
        using var noGradients = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var values = NewValues();
        GraphRun.Execute(step, values, training: false, generator: null);
        foreach (var name in node.Outputs.Where(_slots.ContainsKey))
        {
            if (values[_slots[name]] is not { } value || !_constants.Add(name))
                continue;

            _fixed[_slots[name]] = value.DetachFromDisposeScope();
        }
    }

    private void ReleaseUnusedConstants()
    {
        var used = _steps.SelectMany(step => step.Inputs).Concat(OutputSlots).ToHashSet();
        foreach (var name in _constants.Where(name => !used.Contains(_slots[name])).ToList())
        {
            _fixed[_slots[name]]!.Dispose();
            _fixed[_slots[name]] = null;
            _constants.Remove(name);
        }
    }

    private void FindReleases()
    {
        _made.UnionWith(_steps.SelectMany(step => step.Outputs).Where(slot => slot >= 0));
        var open = _made.Except(OutputSlots).ToHashSet();
        foreach (var step in Enumerable.Reverse(_steps))
            step.Releases = [.. step.Inputs.Where(open.Remove)];
    }
}
