namespace OrleansML.Cli.Quickstart;

/// <summary>One way in, measured: requests, requests per second and latencies in milliseconds.</summary>
internal sealed record WayInSummary(string Name, int Requests, double RequestsPerSecond, double P50Milliseconds, double P99Milliseconds);
