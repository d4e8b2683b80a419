using System.Runtime;

namespace OrleansML.Benchmarks.GrainCalls;

internal static class ManagedHeap
{
    /// <summary>Bytes of live objects of this process, after compacting collections.</summary>
    public static long Measure()
    {
        for (var i = 0; i < 3; i++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
