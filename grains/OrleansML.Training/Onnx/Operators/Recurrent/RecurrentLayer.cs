using OrleansML.Training.Onnx.Graph;

namespace OrleansML.Training.Onnx.Operators.Recurrent;

/// <summary>Runs a cell over the steps of sequences in one or both directions.</summary>
internal sealed class RecurrentLayer
{
    private readonly Func<RecurrentDirection, Tensor, RecurrentState, RecurrentState> _cell;
    private readonly Func<Tensor, Tensor>[][] _functions;
    private readonly bool[] _reverse;
    private readonly long _gates;
    private readonly double? _limit;
    private readonly bool _isBatchFirst;
    private readonly bool _couplesForget;
    private readonly bool _linearBeforeReset;

    private RecurrentLayer(
        NodeReader node, long gates, string[] functions, Func<RecurrentDirection, Tensor, RecurrentState, RecurrentState> cell)
    {
        _cell = cell;
        _gates = gates;
        _reverse = node.Text("direction", "forward") switch
        {
            "forward" => [false],
            "reverse" => [true],
            "bidirectional" => [false, true],
            var other => throw new NotSupportedException($"direction is '{other}'; supported: forward, reverse, bidirectional"),
        };
        string[] names = node.Texts("activations") ?? [.. Enumerable.Repeat(functions, _reverse.Length).SelectMany(all => all)];
        if (names.Length != functions.Length * _reverse.Length)
            throw new NotSupportedException($"{names.Length} activations are named; {functions.Length * _reverse.Length} are needed");

        var parsed = RecurrentActivation.Read(names, node.Numbers("activation_alpha"), node.Numbers("activation_beta"));
        _functions = [.. parsed.Chunk(functions.Length)];
        _limit = node.Number("clip", 0) is > 0 and var limit ? limit : null;
        _isBatchFirst = node.Flag("layout");
        _couplesForget = node.Flag("input_forget");
        _linearBeforeReset = node.Flag("linear_before_reset");
    }

    // Only LSTM has four gates, and with them a cell.
    private bool HasCell => _gates == 4;

    public static Kernel Compile(
        NodeReader node, long gates, string[] functions, Func<RecurrentDirection, Tensor, RecurrentState, RecurrentState> cell)
    {
        var layer = new RecurrentLayer(node, gates, functions, cell);
        return layer.Run;
    }

    private Tensor[] Run(NodeCall call)
    {
        var x = _isBatchFirst ? call[0].transpose(0, 1) : call[0];
        var (batch, hidden) = (x.shape[1], call[2].shape[2]);
        var lengths = call.Optional(4);
        var results = _reverse.Select((_, index) =>
        {
            var direction = Direction(call, index, hidden);
            Tensor Initial(int input) => call.Optional(input) is { } given
                ? given.select(_isBatchFirst ? 1 : 0, index)
                : torch.zeros([batch, hidden], x.dtype, x.device);
            return RunDirection(direction, x, new RecurrentState(Initial(5), HasCell ? Initial(6) : null), lengths);
        }).ToArray();

        // Y [steps, directions, batch, hidden] and the last states [directions, batch, hidden]; with layout 1 batches come first.
        var y = torch.stack(results.Select(result => result.Outputs), 1);
        var last = torch.stack(results.Select(result => result.Last.Hidden), 0);
        var cells = HasCell ? torch.stack(results.Select(result => result.Last.Cell!), 0) : null;
        if (_isBatchFirst)
            (y, last, cells) = (y.permute(2, 0, 1, 3), last.transpose(0, 1), cells?.transpose(0, 1));
        return cells is null ? [y, last] : [y, last, cells];
    }

    private RecurrentDirection Direction(NodeCall call, int index, long hidden)
    {
        var bias = call.Optional(3)?.select(0, index) ?? torch.zeros([2 * _gates * hidden], call[0].dtype, call[0].device);
        var halves = bias.chunk(2, 0);
        var functions = _functions[index];
        return new RecurrentDirection
        {
            IsReverse = _reverse[index],
            Functions = (functions[0], functions[Math.Min(1, functions.Length - 1)], functions[^1]),
            Weights = call[1].select(0, index).t(),
            Recurrence = call[2].select(0, index).t(),
            InputBias = halves[0],
            RecurrentBias = halves[1],
            Peepholes = HasCell ? call.Optional(7)?.select(0, index) : null,
            Limit = _limit,
            CouplesForget = _couplesForget,
            LinearBeforeReset = _linearBeforeReset,
        };
    }

    private (Tensor Outputs, RecurrentState Last) RunDirection(
        RecurrentDirection direction, Tensor x, RecurrentState state, Tensor? lengths)
    {
        // The inputs of all steps at once: one large product instead of many small ones.
        var inputs = x.matmul(direction.Weights).add(direction.InputBias).unbind(0);
        var outputs = new Tensor[inputs.Length];
        var ends = lengths?.reshape(-1, 1);
        for (var index = 0; index < inputs.Length; index++)
        {
            var step = direction.IsReverse ? inputs.Length - 1 - index : index;
            var next = _cell(direction, inputs[step], state);
            if (ends is null)
            {
                (state, outputs[step]) = (next, next.Hidden);
            }
            else
            {
                // A shorter sequence keeps its state, and gives zeros, where it has no elements.
                var goesOn = ends.gt(step);
                outputs[step] = torch.where(goesOn, next.Hidden, torch.zeros_like(next.Hidden));
                state = state.Advance(next, goesOn);
            }
        }

        return (torch.stack(outputs, 0), state);
    }
}
