using Orleans.Placement;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Rolling;

public interface INewBuildGrain : IPlacedGrain;

[RandomPlacement]
public sealed class NewBuildGrain : PlacedGrain, INewBuildGrain;
