namespace OrleansML.Conformance.Infrastructure;

/// <summary>The collection of the test classes that share one <see cref="SiloFixture"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SiloTests : ICollectionFixture<SiloFixture>
{
    public const string Name = "One silo, one TCP client";
}
