using OrleansML.Models;

namespace OrleansML.Inference;

/// <summary>Where to load a version from and how to run it.</summary>
/// <param name="Id">The version.</param>
/// <param name="Description">Schema and limits found when it was registered.</param>
/// <param name="OpenPackage">Opens the package for reading, its digest verified; called once per load.</param>
public sealed record ModelSource(ModelId Id, ModelDescription Description, Func<ValueTask<Stream>> OpenPackage);
