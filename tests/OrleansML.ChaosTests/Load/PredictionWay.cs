namespace OrleansML.ChaosTests.Load;

/// <summary>The two ways in which predictions are asked for.</summary>
internal enum PredictionWay
{
    /// <summary>HTTP through the gateways, behind a balancer.</summary>
    Http,

    /// <summary>The typed client inside the test.</summary>
    Client,
}
