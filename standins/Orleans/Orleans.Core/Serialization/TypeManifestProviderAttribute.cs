namespace Orleans.Serialization.Configuration;

/// <summary>Names the generated manifest of an assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class TypeManifestProviderAttribute : Attribute
{
    public TypeManifestProviderAttribute([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type providerType)
        => ProviderType = typeof(ITypeManifestProvider).IsAssignableFrom(providerType)
            ? providerType
            : throw new ArgumentException($"{providerType} must implement {nameof(ITypeManifestProvider)}.", nameof(providerType));

    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type ProviderType { get; }
}
