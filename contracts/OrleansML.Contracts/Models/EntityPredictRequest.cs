namespace OrleansML.Models;

/// <summary>Rows to predict by entity; all rows of a request are answered together.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.EntityPredictRequest")]
public sealed record EntityPredictRequest
{
    /// <summary>Most rows of one request.</summary>
    public const int MostRows = 10_000;

    /// <summary>1 to <see cref="MostRows"/> rows.</summary>
    [Id(0)]
    public required EntityRow[] Rows { get; init; }

    /// <summary>Names of the wanted outputs; null for all.</summary>
    [Id(1)]
    public string[]? Outputs { get; init; }

    /// <summary>Time allowed from arrival at the replica to the start of the computation, features included; null for the silo's default.</summary>
    [Id(2)]
    public TimeSpan? Timeout { get; init; }
}
