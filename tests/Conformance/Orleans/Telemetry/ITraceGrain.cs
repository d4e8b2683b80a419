namespace OrleansML.Conformance.Telemetry;

public interface ITraceGrain : IGrainWithStringKey
{
    /// <summary>The trace id that the grain sees, or null outside a trace.</summary>
    Task<string?> GetTraceId();

    Task<string?> GetTraceIdThrough(ITraceGrain other);

    Task<string?> GetBaggage(string key);
}
