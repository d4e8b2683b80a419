namespace OrleansML.Training.Onnx.Operators.Recurrent;

/// <summary>One step of the recurrent layers; gates lie side by side in the order of the ONNX definitions.</summary>
internal static class RecurrentCells
{
    /// <summary>h = f(input + h R + b).</summary>
    public static RecurrentState Simple(RecurrentDirection direction, Tensor input, RecurrentState state)
    {
        var (f, _, _) = direction.Functions;
        var gate = input.add(state.Hidden.matmul(direction.Recurrence)).add(direction.RecurrentBias);
        return new RecurrentState(f(direction.Clip(gate)), null);
    }

    /// <summary>Gates z, r, h; the reset gate acts before or behind the recurrent product.</summary>
    public static RecurrentState Gru(RecurrentDirection direction, Tensor input, RecurrentState state)
    {
        var (f, g, _) = direction.Functions;
        var size = state.Hidden.shape[^1];
        var inputs = input.split([2 * size, size], -1);
        var weights = direction.Recurrence.split([2 * size, size], -1);
        var biases = direction.RecurrentBias.split([2 * size, size], -1);

        var gates = f(direction.Clip(inputs[0].add(state.Hidden.matmul(weights[0])).add(biases[0]))).chunk(2, -1);
        var (update, reset) = (gates[0], gates[1]);
        var recurrent = direction.LinearBeforeReset
            ? reset.mul(state.Hidden.matmul(weights[1]).add(biases[1]))
            : reset.mul(state.Hidden).matmul(weights[1]).add(biases[1]);
        var candidate = g(direction.Clip(inputs[1].add(recurrent)));
        return new RecurrentState(candidate.add(update.mul(state.Hidden.sub(candidate))), null);
    }

    /// <summary>Gates i, o, f, c; peepholes i, o, f.</summary>
    public static RecurrentState Lstm(RecurrentDirection direction, Tensor input, RecurrentState state)
    {
        var (f, g, h) = direction.Functions;
        var gates = input.add(state.Hidden.matmul(direction.Recurrence)).add(direction.RecurrentBias).chunk(4, -1);
        var cell = state.Cell!;
        var peepholes = direction.Peepholes?.chunk(3, -1);
        Tensor Peep(int gate, Tensor seen) => direction.Clip(peepholes is null ? gates[gate] : gates[gate].add(peepholes[gate].mul(seen)));

        var enter = f(Peep(0, cell));
        var forget = direction.CouplesForget ? enter.neg().add(1) : f(Peep(2, cell));
        var next = forget.mul(cell).add(enter.mul(g(direction.Clip(gates[3]))));
        var leave = f(Peep(1, next));
        return new RecurrentState(leave.mul(h(next)), next);
    }
}
