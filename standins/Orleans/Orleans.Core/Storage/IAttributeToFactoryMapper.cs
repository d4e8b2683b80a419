using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Turns an attributed constructor parameter into the function that makes its value.</summary>
public interface IAttributeToFactoryMapper<in TMetadata>
    where TMetadata : IFacetMetadata
{
    /// <summary>Returns the function that makes the value for each activation.</summary>
    Factory<IGrainContext, object> GetFactory(ParameterInfo parameter, TMetadata metadata);
}
