using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Gate;

namespace OrleansML.Learning.Training;

/// <summary>How a model is trained: from which rows, into what, and when it is good enough. Immutable; <see cref="TrainingDefinitionReader"/> reads it.</summary>
public sealed record TrainingDefinition
{
    /// <summary>Name of the model that a run makes a version of.</summary>
    public required string Model { get; init; }

    /// <summary>What it predicts.</summary>
    public required EvaluationTask Task { get; init; }

    /// <summary>Where the rows come from.</summary>
    public required TrainingData Data { get; init; }

    /// <summary>Which rows are for what.</summary>
    public required TrainingSplit Split { get; init; }

    /// <summary>The columns that the model sees.</summary>
    public required TrainingInputs Inputs { get; init; }

    /// <summary>The network that is made; null when a model is trained on.</summary>
    public NetworkDefinition? Network { get; init; }

    /// <summary>The model that is trained on; null when a network is made.</summary>
    public StartingModel? Start { get; init; }

    /// <summary>How weights change.</summary>
    public required OptimizerDefinition Optimizer { get; init; }

    /// <summary>How the work is divided, and how long it goes on.</summary>
    public required TrainingPlan Plan { get; init; }

    /// <summary>When the result may replace the champion.</summary>
    public required GatePolicy Gate { get; init; }
}
