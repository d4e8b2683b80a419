namespace OrleansML.Conformance.Infrastructure;

/// <summary>TCP ports for silos and proxies: nobody listens on them, and nobody else in the process is given the same.</summary>
internal static class LoopbackPorts
{
    public static int[] Take(int count) => [.. Enumerable.Range(0, count).Select(static _ => ServerPorts.Take())];
}
