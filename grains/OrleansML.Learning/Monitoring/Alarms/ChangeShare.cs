namespace OrleansML.Learning.Monitoring;

/// <summary>How much a column or a segment has to do with a change.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its number.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Share">Its share in the change, 0 to 1.</param>
internal sealed record ChangeShare(string Name, double Value, long Rows, double Share);
