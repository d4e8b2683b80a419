namespace OrleansML.Benchmarks.Cluster;

/// <summary>Identities of activations: the process in the upper 32 bits, a count in the lower.</summary>
internal static class ActivationIdentity
{
    private static int _count;

    public static long Next() => ((long)Environment.ProcessId << 32) | (uint)Interlocked.Increment(ref _count);

    public static int ProcessOf(long identity) => (int)(identity >> 32);
}
