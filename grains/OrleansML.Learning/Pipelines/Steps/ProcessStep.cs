namespace OrleansML.Learning.Pipelines;

/// <summary>Runs a program, without a shell. Its output is the last line that it writes.</summary>
/// <param name="Command">The program; it runs only where the operator's options allow it.</param>
/// <param name="Arguments">Its arguments, each passed as it is.</param>
/// <param name="Environment">Variables beside those of the silo, with secrets by reference.</param>
/// <param name="WorkingDirectory">Where it runs; null: in a folder of its own.</param>
public sealed record ProcessStep(
    string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string? WorkingDirectory) : StepWork
{
    /// <inheritdoc/>
    public override StepKind Kind => StepKind.Process;
}
