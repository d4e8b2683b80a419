namespace OrleansML.Conformance.Filters;

/// <summary>A grain that filters its own calls too.</summary>
public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    private string Key => this.GetPrimaryKeyString();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Journal.Write(Key, $"grain filter of {context.MethodName} before");
        await context.Invoke();
        Journal.Write(Key, $"grain filter of {context.MethodName} after");
    }

    public Task<int> Add(int left, int right)
    {
        Journal.Write(Key, "method");
        return Task.FromResult(left + right);
    }

    public Task<string> Throw() => throw new InvalidOperationException("of the method");

    public Task<int> Denied()
    {
        Journal.Write(Key, "method");
        return Task.FromResult(1);
    }

    public Task<int> AddThrough(IFilteredGrain other, int left, int right) => other.Add(left, right);
}
