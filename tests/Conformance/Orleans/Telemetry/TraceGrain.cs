using System.Diagnostics;

namespace OrleansML.Conformance.Telemetry;

public sealed class TraceGrain : Grain, ITraceGrain
{
    public Task<string?> GetTraceId() => Task.FromResult(Activity.Current?.TraceId.ToString());

    public Task<string?> GetTraceIdThrough(ITraceGrain other) => other.GetTraceId();

    public Task<string?> GetBaggage(string key) => Task.FromResult(Activity.Current?.GetBaggageItem(key));
}
