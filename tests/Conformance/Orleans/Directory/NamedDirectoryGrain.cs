using Orleans.GrainDirectory;
using Orleans.Placement;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Directory;

/// <summary>Registered in the directory "shared".</summary>
public interface INamedDirectoryGrain : IPlacedGrain;

[GrainDirectory("shared")]
[PreferLocalPlacement]
public sealed class NamedDirectoryGrain : PlacedGrain, INamedDirectoryGrain;
