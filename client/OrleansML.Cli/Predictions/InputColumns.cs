namespace OrleansML.Cli.Predictions;

/// <summary>The columns of a table that one input of a model is filled from, in order.</summary>
internal sealed record InputColumns(ModelTensor Input, IReadOnlyList<int> Columns);
