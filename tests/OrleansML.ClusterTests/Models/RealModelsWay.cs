namespace OrleansML.ClusterTests.Models;

/// <summary>The ways in for a prediction.</summary>
public enum RealModelsWay
{
    /// <summary>The typed client.</summary>
    Client,

    /// <summary>HTTP, tensors as JSON.</summary>
    Json,

    /// <summary>HTTP, tensors as bytes behind the JSON.</summary>
    Binary,
}
