namespace OrleansML.Conformance.Scheduling;

/// <summary>Calls that stay inside the grain until their gate, named after grain and call, is opened.</summary>
public interface IHoldGrain : IGrainWithStringKey
{
    Task Hold(string name);

    [ReadOnly]
    Task HoldReadOnly(string name);

    [AlwaysInterleave]
    Task HoldInterleaved(string name);

    /// <summary>What has happened so far; answered at once whatever else runs.</summary>
    [AlwaysInterleave]
    Task<string[]> Probe();
}

public interface IReentrantHoldGrain : IHoldGrain;

/// <summary>Admits calls whose name starts with "free" while another call runs.</summary>
public interface IMayInterleaveHoldGrain : IHoldGrain;
