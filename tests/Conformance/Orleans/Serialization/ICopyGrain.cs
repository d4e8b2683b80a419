namespace OrleansML.Conformance.Serialization;

/// <summary>Shows whether caller and grain hold the same objects; only a caller in the silo can tell.</summary>
public interface ICopyGrain : IGrainWithStringKey
{
    /// <summary>Keeps the argument and returns it.</summary>
    Task<int[]> Keep(int[] numbers);

    /// <summary>Keeps the argument, which the caller promises not to change.</summary>
    Task KeepImmutableParameter([Immutable] int[] numbers);

    Task<Immutable<int[]>> KeepImmutableWrapper(Immutable<int[]> numbers);

    /// <summary>Keeps a message whose type is immutable.</summary>
    Task<Tensor> KeepTensor(Tensor tensor);

    Task<Customer> KeepCustomer(Customer customer);

    /// <summary>Changes the first number that the grain keeps.</summary>
    Task ChangeKept();

    Task<int> GetFirstKept();

    /// <summary>Whether the grain holds exactly this object.</summary>
    Task<bool> IsSame(Immutable<object> value);
}
