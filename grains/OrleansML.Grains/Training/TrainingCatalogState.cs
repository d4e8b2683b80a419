namespace OrleansML.Grains.Training;

/// <summary>The ids of all runs, and what they need.</summary>
[GenerateSerializer, Alias("OrleansML.TrainingCatalogState")]
internal sealed record TrainingCatalogState
{
    /// <summary>All of them, newest last.</summary>
    [Id(0)]
    public string[] Runs { get; init; } = [];

    /// <summary>Those that have not ended.</summary>
    [Id(1)]
    public string[] Active { get; init; } = [];

    /// <summary>What runs need, at most one for each.</summary>
    [Id(2)]
    public TrainingHolding[] Holdings { get; init; } = [];

    /// <summary>What a run needs; null where nothing is noted.</summary>
    public TrainingHolding? HoldingOf(string run) => Array.Find(Holdings, holding => holding.Run == run);

    /// <summary>The state with another holding of a run; the same state where nothing changes.</summary>
    public TrainingCatalogState Put(TrainingHolding holding)
    {
        if (HoldingOf(holding.Run) is { } known && known.Until == holding.Until && known.IsGoing == holding.IsGoing && known.Artifacts.SequenceEqual(holding.Artifacts))
            return this;
        return this with { Holdings = [.. Holdings.Where(other => other.Run != holding.Run), holding] };
    }

    /// <summary>The state in which nothing is noted of a run; the same state where nothing is.</summary>
    public TrainingCatalogState Without(string run) =>
        HoldingOf(run) is null ? this : this with { Holdings = [.. Holdings.Where(holding => holding.Run != run)] };
}
