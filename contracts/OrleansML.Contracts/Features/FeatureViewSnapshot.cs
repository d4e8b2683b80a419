namespace OrleansML.Features;

/// <summary>The definition of a view, as of one revision.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureViewSnapshot")]
public sealed record FeatureViewSnapshot
{
    /// <summary>Name of the view.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Grows with every change; 0 for a view that nobody applied.</summary>
    [Id(1)]
    public required int Revision { get; init; }

    /// <summary>The definition in its one canonical form; empty when there is none.</summary>
    [Id(2)]
    public required string Definition { get; init; }

    /// <summary>SHA-256 of the definition, 64 lower-case hexadecimal digits; empty when there is none.</summary>
    [Id(3)]
    public required string Hash { get; init; }

    /// <summary>When it was applied.</summary>
    [Id(4)]
    public DateTimeOffset AppliedAt { get; init; }

    /// <summary>Features that are answered with their defaults, by name and then by holder.</summary>
    [Id(5)]
    public FeatureSwitch[] Switches { get; init; } = [];
}
