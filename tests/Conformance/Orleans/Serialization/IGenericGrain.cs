namespace OrleansML.Conformance.Serialization;

public interface IGenericGrain<T> : IGrainWithStringKey
{
    Task Set(T value);

    Task<T> Get();
}
