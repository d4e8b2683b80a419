namespace OrleansML.ClusterTests.Models;

/// <summary>Lets the tests with models of others share one cluster.</summary>
[CollectionDefinition(Name)]
public sealed class RealModelsCollection : ICollectionFixture<RealModelsFixture>
{
    public const string Name = "Real models";
}
