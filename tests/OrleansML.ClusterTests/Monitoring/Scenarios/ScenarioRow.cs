using OrleansML.Models;

namespace OrleansML.ClusterTests.Monitoring.Scenarios;

/// <summary>A row of a data set: what the model is given, and what came true.</summary>
internal sealed record ScenarioRow(EntityRow Row, string Label);
