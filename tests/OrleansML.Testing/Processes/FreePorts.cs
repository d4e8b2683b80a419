using OrleansML.Testing.Servers;

namespace OrleansML.Testing.Processes;

/// <summary>Ports that nobody listens on at the moment, and that nobody else in this process is given.</summary>
public static class FreePorts
{
    public static int[] Take(int count) => [.. Enumerable.Range(0, count).Select(static _ => ServerPorts.Take())];
}
