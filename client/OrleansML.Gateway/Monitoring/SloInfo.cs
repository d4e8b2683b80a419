using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Answer to <c>GET /api/v1/models/{name}/slo</c>.</summary>
public sealed record SloInfo
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The objectives; empty when the manifest has none.</summary>
    public required SloObjectiveInfo[] Objectives { get; init; }

    /// <summary>Silos whose requests are counted.</summary>
    public required int Silos { get; init; }

    /// <summary>Active silos that did not answer, whose requests are missing.</summary>
    public required string[] SilentSilos { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static SloInfo From(SloStatus status) => new()
    {
        Model = status.Model,
        Objectives = Array.ConvertAll(status.Objectives, SloObjectiveInfo.From),
        Silos = status.Silos,
        SilentSilos = status.SilentSilos,
    };
}
