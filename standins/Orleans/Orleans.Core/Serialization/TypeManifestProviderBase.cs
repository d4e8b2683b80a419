using Microsoft.Extensions.Options;

namespace Orleans.Serialization.Configuration;

/// <summary>Base of the generated manifest of an assembly.</summary>
public abstract class TypeManifestProviderBase : ITypeManifestProvider
{
    /// <summary>Providers with equal keys are asked once.</summary>
    public virtual object Key => GetType();

    void IConfigureOptions<TypeManifestOptions>.Configure(TypeManifestOptions options) => ConfigureInner(options);

    /// <summary>Adds what the assembly offers; generated code implements it.</summary>
    protected abstract void ConfigureInner(TypeManifestOptions options);
}
