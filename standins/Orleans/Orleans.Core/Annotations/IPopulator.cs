namespace Orleans;

/// <summary>Fills the base part of a derived instance from the surrogate of its base type.</summary>
public interface IPopulator<TValue, TSurrogate>
    where TValue : class
    where TSurrogate : struct
{
    void Populate(in TSurrogate surrogate, TValue value);
}
