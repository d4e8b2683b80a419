using Microsoft.Extensions.DependencyInjection;

namespace Orleans;

/// <summary>Marks the constructor with which deserialized instances are made; its parameters come from the service provider.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class GeneratedActivatorConstructorAttribute : ActivatorUtilitiesConstructorAttribute
{
}
