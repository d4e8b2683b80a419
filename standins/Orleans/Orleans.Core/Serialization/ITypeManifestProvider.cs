using Microsoft.Extensions.Options;

namespace Orleans.Serialization.Configuration;

/// <summary>Adds what an assembly has to offer.</summary>
public interface ITypeManifestProvider : IConfigureOptions<TypeManifestOptions>
{
}
