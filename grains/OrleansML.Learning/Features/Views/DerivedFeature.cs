using OrleansML.Learning.Features.Expressions;

namespace OrleansML.Learning.Features;

/// <summary>A feature computed from fields, windows, earlier derived features and request data.</summary>
public sealed record DerivedFeature
{
    /// <summary>Name, unique in its view.</summary>
    public required string Name { get; init; }

    /// <summary>What it computes, parsed.</summary>
    public required FeatureExpression Expression { get; init; }

    /// <summary>How its values must be protected; by default as the most protected value that it reads.</summary>
    public FeaturePrivacy Privacy { get; init; }

    /// <summary>Type of its values.</summary>
    public FeatureType Type => Expression.Type;
}
