using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Operators.Activations;
using OrleansML.Training.Onnx.Operators.Arithmetic;
using OrleansML.Training.Onnx.Operators.Convolution;
using OrleansML.Training.Onnx.Operators.Indexing;
using OrleansML.Training.Onnx.Operators.Linear;
using OrleansML.Training.Onnx.Operators.Normalization;
using OrleansML.Training.Onnx.Operators.Pooling;
using OrleansML.Training.Onnx.Operators.Recurrent;
using OrleansML.Training.Onnx.Operators.Reductions;
using OrleansML.Training.Onnx.Operators.Shapes;

namespace OrleansML.Training.Onnx.Operators;

/// <summary>All operators that can be run on torch, by name and version.</summary>
internal sealed class OperatorTable
{
    /// <summary>The oldest and the newest version of the standard operators that the table knows.</summary>
    public const long OldestOpset = 6;
    public const long NewestOpset = 25;

    private readonly Dictionary<string, List<OperatorDefinition>> _definitions = new(StringComparer.Ordinal);

    private OperatorTable()
    {
        ArithmeticOperators.AddTo(this);
        ComparisonOperators.AddTo(this);
        ActivationOperators.AddTo(this);
        CastOperators.AddTo(this);
        ReductionOperators.AddTo(this);
        SoftmaxOperators.AddTo(this);
        ConstantOperators.AddTo(this);
        ShapeOperators.AddTo(this);
        SliceOperators.AddTo(this);
        PadOperators.AddTo(this);
        IndexingOperators.AddTo(this);
        LinearOperators.AddTo(this);
        ConvolutionOperators.AddTo(this);
        PoolingOperators.AddTo(this);
        NormalizationOperators.AddTo(this);
        DropoutOperators.AddTo(this);
        RecurrentOperators.AddTo(this);
    }

    public static OperatorTable Default { get; } = new();

    public IEnumerable<OperatorDefinition> All => _definitions.Values.SelectMany(versions => versions);

    /// <summary>The definition that holds for a version; null where the operator is unknown, or unknown as of that version.</summary>
    public OperatorDefinition? Find(string name, long opset) =>
        _definitions.GetValueOrDefault(name)?.Where(definition => definition.Since <= opset).MaxBy(definition => definition.Since);

    /// <summary>The first version of an operator that is known here; null where none is.</summary>
    public long? FirstVersion(string name) => _definitions.GetValueOrDefault(name)?.Min(definition => definition.Since);

    /// <summary>Adds an operator; without a rule, it takes no element types that torch lacks.</summary>
    public void Add(string name, long since, GradientRule gradient, Func<NodeReader, Kernel> compile, CarriedRule? carried = null)
    {
        if (!_definitions.TryGetValue(name, out var versions))
            _definitions.Add(name, versions = []);
        versions.Add(new OperatorDefinition(name, since, compile, gradient, carried ?? CarriedRule.None));
    }

    /// <summary>Adds an operator of one input and one output without attributes.</summary>
    public void AddUnary(string name, long since, GradientRule gradient, Func<Tensor, Tensor> compute, CarriedRule? carried = null) =>
        Add(name, since, gradient, _ => call => [compute(call[0])], carried);

    /// <summary>Adds an operator of one input and one output.</summary>
    public void AddUnary(
        string name, long since, GradientRule gradient, Func<NodeReader, Func<Tensor, Tensor>> compile, CarriedRule? carried = null)
    {
        Add(
            name, since, gradient,
            node =>
            {
                var compute = compile(node);
                return call => [compute(call[0])];
            },
            carried);
    }
}
