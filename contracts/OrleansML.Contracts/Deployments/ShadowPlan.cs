namespace OrleansML.Deployments;

/// <summary>A version that is asked as well, after the reply, and whose answers nobody sees.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ShadowPlan")]
public sealed record ShadowPlan
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>Share of the requests that it is asked too, above 0 up to 1. Default 1.</summary>
    [Id(1)]
    public double Share { get; init; } = 1;

    /// <summary>Largest absolute difference of two numbers that counts as the same answer, 0 or more. Default 0.00001.</summary>
    [Id(2)]
    public double Tolerance { get; init; } = 1e-5;
}
