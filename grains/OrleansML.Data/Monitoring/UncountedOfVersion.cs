namespace OrleansML.Data.Monitoring;

/// <summary>What one run of a silo may not have brought into the windows of a version.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Missing">Predictions that were taken and are not known to be in a window.</param>
/// <param name="Dropped">Predictions that were not taken, because too many were on the way.</param>
/// <param name="Since">None of the missing ones is from before.</param>
/// <param name="Part">What was on its way; null: nothing.</param>
internal sealed record UncountedOfVersion(string Model, int Version, long Missing, long Dropped, DateTimeOffset Since, UncountedPart? Part);
