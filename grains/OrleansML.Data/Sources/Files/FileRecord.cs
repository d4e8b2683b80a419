using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>A record of an event file: an event, or the reason why it is none.</summary>
/// <param name="Position">Where it stands; reading may go on after it.</param>
/// <param name="Event">The event; null when the record is refused.</param>
/// <param name="Poison">Why it is refused; null when it is not.</param>
public sealed record FileRecord(FilePosition Position, FeatureEvent? Event, PoisonRecord? Poison);
