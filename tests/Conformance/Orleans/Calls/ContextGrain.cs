namespace OrleansML.Conformance.Calls;

public sealed class ContextGrain : Grain, IContextGrain
{
    public async Task<object?> Get(string key)
    {
        await Task.Yield();
        return RequestContext.Get(key);
    }

    public Task<object?> GetThrough(IContextGrain other, string key) => other.Get(key);

    public Task<object?> SetAndGetThrough(IContextGrain other, string key, string value)
    {
        RequestContext.Set(key, value);
        return other.Get(key);
    }
}
