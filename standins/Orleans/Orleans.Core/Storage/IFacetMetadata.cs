namespace Orleans;

/// <summary>Marks attributes on constructor parameters that ask the runtime for a value.</summary>
public interface IFacetMetadata
{
}
