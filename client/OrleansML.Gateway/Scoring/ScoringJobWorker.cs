using OrleansML.Scoring;

namespace OrleansML.Gateway.Scoring;

/// <summary>A worker of a job.</summary>
public sealed record ScoringJobWorker
{
    /// <summary>Its slot, from 0.</summary>
    public required int Slot { get; init; }

    /// <summary>Address of the silo that it is on.</summary>
    public required string Silo { get; init; }

    /// <summary>Slices that it holds, by their places in the plan, from 0.</summary>
    public required IReadOnlyList<int> Held { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static ScoringJobWorker From(ScoringWorkerInfo worker) => new() { Slot = worker.Slot, Silo = worker.Silo, Held = worker.Held };
}
