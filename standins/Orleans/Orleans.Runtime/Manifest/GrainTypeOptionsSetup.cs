using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization.Configuration;

namespace Orleans.Runtime.Manifest;

/// <summary>Fills the grain types of a process with what its generated code offers.</summary>
internal sealed class GrainTypeOptionsSetup(IOptions<TypeManifestOptions> types) : IConfigureOptions<GrainTypeOptions>
{
    /// <inheritdoc/>
    public void Configure(GrainTypeOptions options)
    {
        options.Interfaces.UnionWith(types.Value.Interfaces);
        options.Classes.UnionWith(types.Value.InterfaceImplementations.Where(type => type is { IsClass: true, IsAbstract: false }));
    }
}
