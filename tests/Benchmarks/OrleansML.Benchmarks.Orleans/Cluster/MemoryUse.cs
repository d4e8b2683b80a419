namespace OrleansML.Benchmarks.Cluster;

/// <summary>Memory of all silos of a cluster together, after compacting collections.</summary>
/// <param name="Managed">Live bytes on the managed heaps.</param>
/// <param name="Resident">Bytes of the processes that are in memory.</param>
internal readonly record struct MemoryUse(long Managed, long Resident)
{
    public static async Task<MemoryUse> MeasureAsync(IEnumerable<SiloProcess> silos)
    {
        var sum = default(MemoryUse);
        foreach (var silo in silos)
            sum = new MemoryUse(sum.Managed + await silo.MeasureHeapAsync(), sum.Resident + silo.ResidentBytes);
        return sum;
    }
}
