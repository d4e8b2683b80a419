namespace Orleans.Serialization.Configuration;

/// <summary>Names the generated manifest of an assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class TypeManifestProviderAttribute : Attribute
{
    /// <summary>Takes the type of the manifest, which must implement <see cref="ITypeManifestProvider"/>.</summary>
    public TypeManifestProviderAttribute([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type providerType)
        => ProviderType = typeof(ITypeManifestProvider).IsAssignableFrom(providerType)
            ? providerType
            : throw new ArgumentException($"{providerType} must implement {nameof(ITypeManifestProvider)}.", nameof(providerType));

    /// <summary>The type of the manifest.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type ProviderType { get; }
}
