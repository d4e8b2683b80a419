namespace OrleansML.Learning.Pipelines;

/// <summary>Asks for a <see cref="RowCount"/>; without an answer it is asked again when the trigger polls next.</summary>
/// <param name="Trigger">Name of the trigger.</param>
/// <param name="Source">What to count.</param>
/// <param name="Since">From when on, inclusive.</param>
internal sealed record RowQuestion(string Trigger, string Source, DateTimeOffset Since);
