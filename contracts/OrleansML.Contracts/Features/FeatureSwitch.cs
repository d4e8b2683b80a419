namespace OrleansML.Features;

/// <summary>A feature that is answered with its default, whatever is known of it, until somebody switches it back.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureSwitch")]
public sealed record FeatureSwitch
{
    /// <summary>The feature.</summary>
    [Id(0)]
    public required string Feature { get; init; }

    /// <summary>Who wants it, such as the id of an incident. A feature that several want is switched back by the last.</summary>
    [Id(1)]
    public required string Holder { get; init; }

    /// <summary>Since when.</summary>
    [Id(2)]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Why.</summary>
    [Id(3)]
    public required string Because { get; init; }
}
