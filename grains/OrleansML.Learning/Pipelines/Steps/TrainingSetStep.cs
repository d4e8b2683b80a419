namespace OrleansML.Learning.Pipelines;

/// <summary>Builds a training set: adds to the rows of a file the features as they were known at each row's time.</summary>
/// <param name="Spine">The file of rows.</param>
/// <param name="Time">Its column of the time of a row.</param>
/// <param name="Output">The file to write.</param>
/// <param name="Views">The feature views, 1 or more.</param>
/// <param name="IncludeStatus">Whether each feature has its status beside it; default no.</param>
public sealed record TrainingSetStep(string Spine, string Time, string Output, IReadOnlyList<TrainingSetFeatures> Views, bool IncludeStatus) : StepWork
{
    /// <inheritdoc/>
    public override StepKind Kind => StepKind.TrainingSet;
}
