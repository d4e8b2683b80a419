namespace OrleansML.Learning.Pipelines;

/// <summary>Starts a run when a source has had enough new rows since the last run.</summary>
/// <param name="Name">Its name in the definition.</param>
/// <param name="Source">What is counted, by the name that the platform knows it by.</param>
/// <param name="AtLeast">How many rows, 1 or more.</param>
/// <param name="Poll">How often they are counted, from 1 minute to 1 day; default 5 minutes.</param>
public sealed record NewRowsTrigger(string Name, string Source, long AtLeast, TimeSpan Poll) : PipelineTrigger(Name)
{
    internal override string Identity => $"new rows of {Source}";
}
