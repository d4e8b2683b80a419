namespace OrleansML.Conformance.Calls;

public interface IContextGrain : IGrainWithStringKey
{
    Task<object?> Get(string key);

    Task<object?> GetThrough(IContextGrain other, string key);

    /// <summary>Sets the value in its own context and returns what <paramref name="other"/> sees.</summary>
    Task<object?> SetAndGetThrough(IContextGrain other, string key, string value);
}
