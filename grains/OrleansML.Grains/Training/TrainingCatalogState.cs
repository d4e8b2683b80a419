namespace OrleansML.Grains.Training;

/// <summary>The ids of all runs.</summary>
[GenerateSerializer, Alias("OrleansML.TrainingCatalogState")]
internal sealed record TrainingCatalogState
{
    /// <summary>All of them, newest last.</summary>
    [Id(0)]
    public string[] Runs { get; init; } = [];

    /// <summary>Those that have not ended.</summary>
    [Id(1)]
    public string[] Active { get; init; } = [];
}
