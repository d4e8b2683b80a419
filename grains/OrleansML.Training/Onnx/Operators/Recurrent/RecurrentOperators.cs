namespace OrleansML.Training.Onnx.Operators.Recurrent;

/// <summary>Recurrent layers, step by step over the sequence; every gate form of the ONNX definitions.</summary>
internal static class RecurrentOperators
{
    public static void AddTo(OperatorTable table)
    {
        // Everything but the lengths of the sequences.
        table.Add("RNN", 7, GradientRule.Inputs(0, 1, 2, 3, 5), node =>
            RecurrentLayer.Compile(node, 1, ["Tanh"], RecurrentCells.Simple));
        table.Add("GRU", 7, GradientRule.Inputs(0, 1, 2, 3, 5), node =>
            RecurrentLayer.Compile(node, 3, ["Sigmoid", "Tanh"], RecurrentCells.Gru));
        table.Add("LSTM", 7, GradientRule.Inputs(0, 1, 2, 3, 5, 6, 7), node =>
            RecurrentLayer.Compile(node, 4, ["Sigmoid", "Tanh", "Tanh"], RecurrentCells.Lstm));
    }
}
