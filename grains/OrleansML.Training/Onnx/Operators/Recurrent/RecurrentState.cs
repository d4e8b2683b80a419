namespace OrleansML.Training.Onnx.Operators.Recurrent;

/// <summary>What a recurrent layer remembers between steps.</summary>
/// <param name="Hidden">Of shape [batch, hidden].</param>
/// <param name="Cell">The same shape; only LSTM has it.</param>
internal readonly record struct RecurrentState(Tensor Hidden, Tensor? Cell)
{
    /// <summary>The next state in rows that go on, this one in rows that have ended.</summary>
    public RecurrentState Advance(RecurrentState next, Tensor goesOn) => new(
        torch.where(goesOn, next.Hidden, Hidden),
        Cell is null ? null : torch.where(goesOn, next.Cell!, Cell));
}
