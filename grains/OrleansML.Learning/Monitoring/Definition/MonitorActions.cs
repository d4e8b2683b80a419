namespace OrleansML.Learning.Monitoring;

/// <summary>What is done when an incident opens or becomes worse, once for each.</summary>
/// <param name="Severity">The least that anything is done about; default critical.</param>
public sealed record MonitorActions(AlarmSeverity Severity = AlarmSeverity.Critical)
{
    /// <summary>The rules that it is done for; null: all.</summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <summary>The pipeline whose alarm is raised; null: none.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Whether a canary that is under way is rolled back.</summary>
    public bool RollbackCanary { get; init; }

    /// <summary>Features, as <c>view.feature</c>, that are answered with their defaults while the incident is open.</summary>
    public IReadOnlyList<string> FeatureDefaults { get; init; } = [];
}
