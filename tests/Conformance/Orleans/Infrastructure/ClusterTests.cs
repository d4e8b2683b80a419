namespace OrleansML.Conformance.Infrastructure;

/// <summary>The collection of the test classes that share one <see cref="ClusterFixture"/>.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterTests : ICollectionFixture<ClusterFixture>
{
    public const string Name = "Three silos";
}
