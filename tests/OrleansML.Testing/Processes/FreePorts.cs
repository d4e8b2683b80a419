using OrleansML.Testing.Servers;

namespace OrleansML.Testing.Processes;

/// <summary>Ports that nobody listens on at the moment.</summary>
public static class FreePorts
{
    public static int[] Take(int count) => [.. Enumerable.Range(0, count).Select(static _ => FreePort.Take())];
}
