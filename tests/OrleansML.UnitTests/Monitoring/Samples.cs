using OrleansML.Models;

namespace OrleansML.UnitTests.Monitoring;

/// <summary>What tests of monitoring share.</summary>
internal static class Samples
{
    /// <summary>A model that takes tensors only.</summary>
    public static ModelDescription Description { get; } = new()
    {
        Platform = "", Inputs = [], Outputs = [], Pool = "cpu", Replicas = 1, MaximumBatchRows = 1, MaximumBatchDelay = default, EstimatedBytes = 1,
    };
}
