using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Placement.Filtering;

namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>Gives a silo metadata that placement can use.</summary>
public static class SiloMetadataHostingExtensions
{
    /// <summary>Takes the metadata from the configuration section <c>Orleans:Metadata</c>.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseSiloMetadata(builder.Configuration);
    }

    /// <summary>Takes the metadata from the section <c>Orleans:Metadata</c> of a configuration.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return builder.UseSiloMetadata(configuration.GetSection("Orleans:Metadata"));
    }

    /// <summary>Takes the metadata from a configuration section.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configurationSection">The section.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, IConfigurationSection configurationSection)
    {
        ArgumentNullException.ThrowIfNull(configurationSection);
        return builder.UseSiloMetadata(configurationSection.GetChildren()
            .Where(child => child.Value is not null)
            .ToDictionary(child => child.Key, child => child.Value!));
    }

    /// <summary>Sets the metadata.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="metadata">The metadata.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, Dictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(metadata);
        builder.Services.Configure<LocalSiloMetadata>(options =>
        {
            foreach (var (key, value) in metadata)
            {
                options.Values[key] = value;
            }
        });
        builder.Services.AddPlacementFilter<RequiredMatchSiloMetadataPlacementFilterStrategy, RequiredMatchDirector>(ServiceLifetime.Transient);
        builder.Services.AddPlacementFilter<PreferredMatchSiloMetadataPlacementFilterStrategy, PreferredMatchDirector>(ServiceLifetime.Transient);
        return builder;
    }
}
