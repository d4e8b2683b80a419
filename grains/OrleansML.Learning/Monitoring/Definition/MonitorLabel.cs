using OrleansML.Learning.Evaluation;

namespace OrleansML.Learning.Monitoring;

/// <summary>What labels say, and how predictions are held against them.</summary>
/// <param name="Column">Name of what is predicted; it stands for the label in reports.</param>
/// <param name="Task">What the model predicts.</param>
/// <param name="Positive">The class that counts as positive; null: there is none.</param>
/// <param name="Threshold">Probability from which on a row is decided to be positive, 0 to 1; default 0.5.</param>
public sealed record MonitorLabel(string Column, EvaluationTask Task, string? Positive = null, double Threshold = 0.5)
{
    /// <summary>The output that labels are held against, or a column of it such as <c>probabilities_1</c>; null: the one that can be meant.</summary>
    public string? Output { get; init; }

    /// <summary>The classes in the order of the model's output; null: as the model's package says.</summary>
    public IReadOnlyList<string>? Classes { get; init; }
}
