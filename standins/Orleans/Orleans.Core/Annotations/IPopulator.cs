namespace Orleans;

/// <summary>Fills the base part of a derived instance from the surrogate of its base type.</summary>
public interface IPopulator<TValue, TSurrogate>
    where TValue : class
    where TSurrogate : struct
{
    /// <summary>Copies the members of the surrogate into an instance.</summary>
    void Populate(in TSurrogate surrogate, TValue value);
}
