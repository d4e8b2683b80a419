namespace OrleansML.Learning.Pipelines;

/// <summary>Features of one view for a training set.</summary>
/// <param name="View">Name of the view.</param>
/// <param name="Features">Names of features; null: all that are not secret.</param>
/// <param name="Keys">For entity keys whose column has another name: that name, by key.</param>
public sealed record TrainingSetFeatures(string View, IReadOnlyList<string>? Features, IReadOnlyDictionary<string, string> Keys);
