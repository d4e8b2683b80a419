namespace OrleansML.Learning.Pipelines;

/// <summary>Starts a run when an alarm of a model is raised.</summary>
/// <param name="Name">Its name in the definition.</param>
/// <param name="Model">The model.</param>
/// <param name="Alarm">Name of the alarm; null: any.</param>
public sealed record AlarmTrigger(string Name, string Model, string? Alarm) : PipelineTrigger(Name)
{
    internal override string Identity => $"alarm {Alarm ?? "*"} of {Model}";
}
