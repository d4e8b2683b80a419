namespace OrleansML.Learning.Pipelines;

/// <summary>The answer to a <see cref="RowQuestion"/>.</summary>
/// <param name="Trigger">Name of the trigger.</param>
/// <param name="Since">From when on rows were counted, as asked.</param>
/// <param name="Until">Until when, exclusive.</param>
/// <param name="Rows">How many there are.</param>
internal sealed record RowCount(string Trigger, DateTimeOffset Since, DateTimeOffset Until, long Rows);
