namespace Orleans;

/// <summary>Converts a type that cannot be annotated to and from a serializable surrogate.</summary>
public interface IConverter<TValue, TSurrogate>
    where TSurrogate : struct
{
    /// <summary>Makes the value that a surrogate stands for.</summary>
    TValue ConvertFromSurrogate(in TSurrogate surrogate);

    /// <summary>Makes the surrogate of a value.</summary>
    TSurrogate ConvertToSurrogate(in TValue value);
}
