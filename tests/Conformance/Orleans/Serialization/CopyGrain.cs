namespace OrleansML.Conformance.Serialization;

public sealed class CopyGrain : Grain, ICopyGrain
{
    private object? _kept;

    public Task<int[]> Keep(int[] numbers) => KeepAsync(numbers);

    public Task KeepImmutableParameter(int[] numbers) => KeepAsync(numbers);

    public Task<Immutable<int[]>> KeepImmutableWrapper(Immutable<int[]> numbers)
    {
        _kept = numbers.Value;
        return Task.FromResult(numbers);
    }

    public Task<Tensor> KeepTensor(Tensor tensor) => KeepAsync(tensor);

    public Task<Customer> KeepCustomer(Customer customer) => KeepAsync(customer);

    public Task ChangeKept()
    {
        ((int[])_kept!)[0] = -1;
        return Task.CompletedTask;
    }

    public Task<int> GetFirstKept() => Task.FromResult(((int[])_kept!)[0]);

    public Task<bool> IsSame(Immutable<object> value) => Task.FromResult(ReferenceEquals(_kept, value.Value));

    private Task<T> KeepAsync<T>(T value)
    {
        _kept = value;
        return Task.FromResult(value);
    }
}
