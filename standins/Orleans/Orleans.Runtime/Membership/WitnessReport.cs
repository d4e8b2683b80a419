namespace Orleans.Runtime.Membership;

/// <summary>What a silo found that pinged another one for somebody else.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.Membership.WitnessReport")]
[Immutable]
internal sealed class WitnessReport(bool answered, bool isHealthy, string? failure)
{
    /// <summary>Gets whether the silo answered.</summary>
    [Id(0)]
    public bool Answered { get; } = answered;

    /// <summary>Gets whether the reporting silo itself works on time, so that a missing answer means something.</summary>
    [Id(1)]
    public bool IsHealthy { get; } = isHealthy;

    /// <summary>Gets why there was no answer.</summary>
    [Id(2)]
    public string? Failure { get; } = failure;
}
