namespace OrleansML.Conformance.Serialization;

public sealed class GenericGrain<T> : Grain, IGenericGrain<T>
{
    private T? _value;

    public Task Set(T value)
    {
        _value = value;
        return Task.CompletedTask;
    }

    public Task<T> Get() => Task.FromResult(_value!);
}
