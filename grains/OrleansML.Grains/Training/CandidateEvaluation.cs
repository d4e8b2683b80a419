using OrleansML.Data.Training;
using OrleansML.Learning.Training;

namespace OrleansML.Grains.Training;

/// <summary>A trained model that is to be judged.</summary>
internal sealed record CandidateEvaluation
{
    /// <summary>How it was trained, and what is asked of it.</summary>
    public required TrainingDefinition Definition { get; init; }

    /// <summary>The rows; those for the test decide.</summary>
    public required TrainingTable Table { get; init; }

    /// <summary>Where the files of the table lie.</summary>
    public required string Folder { get; init; }

    /// <summary>The candidate as an ONNX file.</summary>
    public required byte[] Model { get; init; }

    /// <summary>How its inputs are made of the table's columns, in YAML; null: as the table says.</summary>
    public string? Preprocessing { get; init; }

    /// <summary>The model that it is compared with; null where there is none.</summary>
    public ChampionModel? Champion { get; init; }
}
